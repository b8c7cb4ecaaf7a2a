.PHONY: drill-kill-worker
