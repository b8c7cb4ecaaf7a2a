.PHONY: fake-dependencies
