const findOrder: OrderReader = cached.findOrder
