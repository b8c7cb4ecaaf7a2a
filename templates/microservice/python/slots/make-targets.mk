
fake-dependencies: .venv/installed ## start the stand-ins for payments, stock and notifications
	$(VENV_PYTHON) -m tools.fake_dependencies
