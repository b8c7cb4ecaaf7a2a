.PHONY: drill-rate-limiting
