health_check_routes(app, checks)
