# compendium:slot orders-migrations-imports default
from service.database.tables.orders import create_orders
# compendium:end
