text_of = thank_customers(flags)
await subscribe(ORDERS, "notifier", notify_customers(notifications, text_of))
