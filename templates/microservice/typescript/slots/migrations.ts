orders: createOrders,
