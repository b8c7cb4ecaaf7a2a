.PHONY: drill-feature-flag
