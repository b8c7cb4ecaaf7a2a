
drill-kill-dependency: .venv/installed ## stop the carrier and watch
	$(VENV_PYTHON) -m tools.drills.break_dependency kill

drill-hang-dependency: .venv/installed ## make the carrier never answer
	$(VENV_PYTHON) -m tools.drills.break_dependency hang

drill-fail-dependency: .venv/installed ## make the carrier answer 500
	$(VENV_PYTHON) -m tools.drills.break_dependency fail

drill-unknown-event: .venv/installed ## send an event that nobody can read
	$(VENV_PYTHON) -m tools.drills.unknown_event
