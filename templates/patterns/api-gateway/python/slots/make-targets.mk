
start-gateway: .venv/installed ## start the gateway
	$(VENV_PYTHON) -m service.gateway
