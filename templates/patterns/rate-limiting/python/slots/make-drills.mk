
drill-rate-limiting: .venv/installed ## send more than a client may
	$(VENV_PYTHON) -m tools.drills.rate_limiting
