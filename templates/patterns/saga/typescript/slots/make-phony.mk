.PHONY: drill-saga
