'order-events': createOrderEvents,
