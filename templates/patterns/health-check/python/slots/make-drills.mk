
drill-health-check: .venv/installed ## take a dependency away, then the tables of the database
	$(VENV_PYTHON) -m tools.drills.health_check
