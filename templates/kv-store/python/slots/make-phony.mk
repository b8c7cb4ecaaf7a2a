.PHONY: cluster drill-kill-node drill-pause-node
