
fake-dependencies: .venv/installed ## start the stand-ins for the services that this one calls
	$(VENV_PYTHON) -m tools.fake_dependencies
