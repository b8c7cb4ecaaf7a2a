.PHONY: drill-graceful-shutdown
