const operation: Shop['operation'] = (work) => limitOperation(config.REQUEST_DEADLINE_MS, work)
