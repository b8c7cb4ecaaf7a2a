
drill-kill-dependency: .venv/installed ## stop payments and watch
	$(VENV_PYTHON) -m tools.drills.break_dependency kill

drill-hang-dependency: .venv/installed ## make payments never answer
	$(VENV_PYTHON) -m tools.drills.break_dependency hang

drill-fail-dependency: .venv/installed ## make payments answer 500
	$(VENV_PYTHON) -m tools.drills.break_dependency fail

drill-kill-worker: .venv/installed ## kill a worker in the middle of its jobs
	$(VENV_PYTHON) -m tools.drills.kill_worker
