
drill-transactional-outbox: .venv/installed ## restart the service while events are on their way
	$(VENV_PYTHON) -m tools.drills.transactional_outbox
