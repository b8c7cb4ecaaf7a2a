.PHONY: drill-bulkhead
