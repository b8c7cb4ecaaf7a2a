.PHONY: drill-idempotency-key
