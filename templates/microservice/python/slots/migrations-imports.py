from service.database.tables.orders import create_orders
