
drill-consistent-hashing: .venv/installed ## let a fifth node join and count the keys that move
	$(VENV_PYTHON) -m tools.drills.consistent_hashing
