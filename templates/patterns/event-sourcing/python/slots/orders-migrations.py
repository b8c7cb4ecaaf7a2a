"order_events": create_order_events,
