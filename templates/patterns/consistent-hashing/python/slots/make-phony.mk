.PHONY: drill-consistent-hashing
