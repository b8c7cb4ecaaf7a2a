from service.patterns.handle_once import handle_once
from service.patterns.idempotency_key import OrderIds, keyed_order_routes
