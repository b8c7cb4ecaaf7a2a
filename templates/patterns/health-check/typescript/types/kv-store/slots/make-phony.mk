.PHONY: drill-health-check
