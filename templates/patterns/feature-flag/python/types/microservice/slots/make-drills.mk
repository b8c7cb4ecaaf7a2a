
drill-feature-flag: .venv/installed ## roll a feature out, kill it, and break the file of flags
	$(VENV_PYTHON) -m tools.drills.feature_flag
