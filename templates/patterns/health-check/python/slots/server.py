checks.require("database", check_database(database))
health_check_routes(app, checks)
