
drill-idempotency-key: .venv/installed ## kill the command while its request is under way
	$(VENV_PYTHON) -m tools.drills.idempotency_key
