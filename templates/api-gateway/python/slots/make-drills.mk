
drill-kill-dependency: .venv/installed ## cut the connections of orders and watch
	$(VENV_PYTHON) -m tools.drills.break_dependency kill

drill-hang-dependency: .venv/installed ## make orders never answer
	$(VENV_PYTHON) -m tools.drills.break_dependency hang

drill-fail-dependency: .venv/installed ## make orders answer 500
	$(VENV_PYTHON) -m tools.drills.break_dependency fail
