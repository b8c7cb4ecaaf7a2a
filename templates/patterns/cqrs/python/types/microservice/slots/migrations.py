"order_views": create_order_views,
