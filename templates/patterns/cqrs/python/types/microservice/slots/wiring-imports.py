from service.patterns.cqrs.order_query_routes import order_query_routes
from service.patterns.cqrs.read_after import ReadAfter, TellPosition
