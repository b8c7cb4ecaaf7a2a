.PHONY: drill-event-sourcing
