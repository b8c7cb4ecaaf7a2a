from service.database.tables.outbox import create_outbox
