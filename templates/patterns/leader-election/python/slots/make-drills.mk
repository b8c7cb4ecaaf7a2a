
drill-leader-election: .venv/installed ## stop the leader in the middle of its work
	$(VENV_PYTHON) -m tools.drills.leader_election
