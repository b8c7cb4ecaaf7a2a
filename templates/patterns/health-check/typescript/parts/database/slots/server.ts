checks.require('database', checkDatabase(database))
