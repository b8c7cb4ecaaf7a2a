.PHONY: drill-circuit-breaker
