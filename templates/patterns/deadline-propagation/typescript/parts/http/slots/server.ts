acceptDeadlines(server, config.REQUEST_DEADLINE_MS)
