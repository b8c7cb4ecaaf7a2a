historyRoute(server, database)
