
drill-cqrs: .venv/installed ## spoil the read model and make it anew
	$(VENV_PYTHON) -m tools.drills.cqrs
