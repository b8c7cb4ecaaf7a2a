
drill-event-sourcing: .venv/installed ## restart the service and have it read its orders from events, old ones too
	$(VENV_PYTHON) -m tools.drills.event_sourcing
