
drill-circuit-breaker: .venv/installed ## make payments hang and watch the breaker
	$(VENV_PYTHON) -m tools.drills.circuit_breaker
