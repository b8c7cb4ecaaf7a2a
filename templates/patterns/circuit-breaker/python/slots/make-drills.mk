
drill-circuit-breaker: .venv/installed ## make a dependency hang and watch the breaker
	$(VENV_PYTHON) -m tools.drills.circuit_breaker
