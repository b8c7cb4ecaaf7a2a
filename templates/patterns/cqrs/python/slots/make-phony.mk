.PHONY: rebuild-read-model
