.PHONY: drill-distributed-tracing
