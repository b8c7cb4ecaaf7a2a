.PHONY: rebuild-read-model drill-cqrs
