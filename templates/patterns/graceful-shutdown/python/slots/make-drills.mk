
drill-graceful-shutdown: .venv/installed ## stop the service while requests keep coming
	$(VENV_PYTHON) -m tools.drills.graceful_shutdown
