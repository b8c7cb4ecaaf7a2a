await subscribe(ORDERS, 'notifier', notifyCustomers(notifications, thankCustomers(flags)))
