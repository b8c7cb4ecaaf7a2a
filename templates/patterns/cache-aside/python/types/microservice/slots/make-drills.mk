
drill-cache-aside: .venv/installed ## have many read what has just expired
	$(VENV_PYTHON) -m tools.drills.cache_aside
