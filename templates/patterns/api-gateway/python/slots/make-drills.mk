
drill-api-gateway: .venv/installed ## stop the service behind the gateway
	$(VENV_PYTHON) -m tools.drills.api_gateway
