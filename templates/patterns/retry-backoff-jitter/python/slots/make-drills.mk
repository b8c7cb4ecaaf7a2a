
drill-retry-backoff-jitter: .venv/installed ## make a dependency fail for a moment
	$(VENV_PYTHON) -m tools.drills.retry_backoff_jitter
