from service.database.postgres import PostgresDatabase
