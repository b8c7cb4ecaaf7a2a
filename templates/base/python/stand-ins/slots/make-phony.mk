.PHONY: fake-dependencies drill-kill-dependency drill-hang-dependency drill-fail-dependency
