orders = EventSourcedOrders(log, metrics)
