
drill-distributed-tracing: .venv/installed ## look at the trace of a failure, then lose the collector
	$(VENV_PYTHON) -m tools.drills.distributed_tracing
