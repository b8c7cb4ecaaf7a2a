
fake-dependencies: .venv/installed ## start the stand-ins for orders, customers and identity
	$(VENV_PYTHON) -m tools.fake_dependencies
