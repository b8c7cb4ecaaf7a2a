"orders": create_orders,
