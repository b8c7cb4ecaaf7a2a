orders: OrderRow
