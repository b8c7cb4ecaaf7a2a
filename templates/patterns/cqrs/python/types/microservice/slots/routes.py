order_query_routes(app, database, read_model, read_after)
