
drill-kill-dependency: .venv/installed ## cut the connections of the service
	$(VENV_PYTHON) -m tools.drills.break_dependency kill

drill-hang-dependency: .venv/installed ## make the service never answer
	$(VENV_PYTHON) -m tools.drills.break_dependency hang

drill-fail-dependency: .venv/installed ## make the service answer 500
	$(VENV_PYTHON) -m tools.drills.break_dependency fail
