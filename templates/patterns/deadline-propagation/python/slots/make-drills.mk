
drill-deadline-propagation: .venv/installed ## make a dependency hang for longer than a request may take
	$(VENV_PYTHON) -m tools.drills.deadline_propagation
