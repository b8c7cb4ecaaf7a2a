.PHONY: drill-dead-letter-queue
