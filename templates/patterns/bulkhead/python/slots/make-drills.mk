
drill-bulkhead: .venv/installed ## make payments hang under load
	$(VENV_PYTHON) -m tools.drills.bulkhead
