.PHONY: start-gateway drill-api-gateway
