
drill-sharding: .venv/installed ## let a node join while clients write
	$(VENV_PYTHON) -m tools.drills.sharding
