
drill-dead-letter-queue: .venv/installed ## make one thing impossible to handle, and redrive it
	$(VENV_PYTHON) -m tools.drills.dead_letter_queue
