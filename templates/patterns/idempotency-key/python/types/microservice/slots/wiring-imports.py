from service.patterns.idempotency_key import OrderIds, keyed_order_routes
