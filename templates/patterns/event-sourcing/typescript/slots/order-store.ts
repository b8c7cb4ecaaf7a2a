const orders = eventSourcedOrders({ log, metrics })
