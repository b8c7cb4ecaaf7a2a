.PHONY: drill-sharding
