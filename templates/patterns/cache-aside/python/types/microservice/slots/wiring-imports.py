from service.orders.cached_orders import CachedOrders
