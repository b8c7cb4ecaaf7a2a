.PHONY: drill-cqrs
