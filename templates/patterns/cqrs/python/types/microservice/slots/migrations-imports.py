from service.database.tables.order_views import create_order_views
