
drill-feature-flag: .venv/installed ## take nothing new for a while, without a restart
	$(VENV_PYTHON) -m tools.drills.feature_flag
