
rebuild-read-model: .venv/installed ## make the read model anew, of all changes
	$(VENV_PYTHON) -m service.rebuild_read_model
