orderQueryRoutes(server, queries)
