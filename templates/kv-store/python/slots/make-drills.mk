
drill-kill-node: .venv/installed ## kill a node while clients write
	$(VENV_PYTHON) -m tools.drills.lose_node kill

drill-pause-node: .venv/installed ## stop a node in its tracks while clients write
	$(VENV_PYTHON) -m tools.drills.lose_node pause
