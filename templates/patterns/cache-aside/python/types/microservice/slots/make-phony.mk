.PHONY: drill-cache-aside
