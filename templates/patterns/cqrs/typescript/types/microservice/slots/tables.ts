order_views: OrderViewRow
