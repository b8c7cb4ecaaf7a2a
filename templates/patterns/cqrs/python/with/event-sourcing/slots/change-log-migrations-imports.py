from service.database.tables.projection import create_projection
