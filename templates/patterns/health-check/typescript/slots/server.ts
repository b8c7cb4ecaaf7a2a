healthCheckRoutes(server, checks)
