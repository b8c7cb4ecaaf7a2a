
drill-bulkhead: .venv/installed ## make a dependency hang under load
	$(VENV_PYTHON) -m tools.drills.bulkhead
