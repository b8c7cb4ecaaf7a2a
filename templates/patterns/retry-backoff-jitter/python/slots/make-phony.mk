.PHONY: drill-retry-backoff-jitter
