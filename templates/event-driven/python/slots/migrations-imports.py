from service.database.tables.handed_in import create_handed_in
from service.database.tables.inbox import create_inbox
from service.database.tables.shipments import create_shipments
