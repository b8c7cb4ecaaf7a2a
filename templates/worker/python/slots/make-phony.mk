.PHONY: drill-kill-dependency drill-hang-dependency drill-fail-dependency drill-kill-worker
