.PHONY: drill-transactional-outbox
