
drill-health-check: .venv/installed ## take away what the service needs, and ask how it is
	$(VENV_PYTHON) -m tools.drills.health_check
