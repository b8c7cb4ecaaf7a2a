shipment_query_routes(app, database, read_model)
