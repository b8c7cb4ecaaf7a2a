.PHONY: drill-unknown-event
