
drill-service-discovery: .venv/installed ## stop one of two instances
	$(VENV_PYTHON) -m tools.drills.service_discovery
