.PHONY: drill-deadline-propagation
