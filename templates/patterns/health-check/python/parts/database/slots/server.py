checks.require("database", check_database(database))
