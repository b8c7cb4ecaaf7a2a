.PHONY: drill-leader-election
