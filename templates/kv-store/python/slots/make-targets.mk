
cluster: .venv/installed ## start three nodes on loopback
	$(VENV_PYTHON) -m tools.cluster
