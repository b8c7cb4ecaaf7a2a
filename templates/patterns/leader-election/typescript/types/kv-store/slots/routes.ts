dutyRoutes(server, control)
