from service.database.tables.shards import create_shards
