
drill-idempotency-key: .venv/installed ## send the same again and again
	$(VENV_PYTHON) -m tools.drills.idempotency_key
