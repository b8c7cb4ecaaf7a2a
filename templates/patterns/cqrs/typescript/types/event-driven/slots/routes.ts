shipmentQueryRoutes(server, database)
