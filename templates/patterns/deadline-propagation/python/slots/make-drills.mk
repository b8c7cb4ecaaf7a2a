
drill-deadline-propagation: .venv/installed ## make payments hang for longer than a request may take
	$(VENV_PYTHON) -m tools.drills.deadline_propagation
