history_route(app, database)
