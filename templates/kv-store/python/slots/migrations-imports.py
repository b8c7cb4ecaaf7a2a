from service.database.tables.entries import create_entries
