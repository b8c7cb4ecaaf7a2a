.PHONY: drill-service-discovery
