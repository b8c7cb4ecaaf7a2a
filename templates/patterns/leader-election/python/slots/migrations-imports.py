from service.database.tables.leases import create_leases
