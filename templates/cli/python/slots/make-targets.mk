
fake-dependencies: .venv/installed ## start the stand-in for the orders service
	$(VENV_PYTHON) -m tools.fake_dependencies
