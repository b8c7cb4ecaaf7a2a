
drill-saga: .venv/installed ## stop the service between two steps of an order
	$(VENV_PYTHON) -m tools.drills.saga
