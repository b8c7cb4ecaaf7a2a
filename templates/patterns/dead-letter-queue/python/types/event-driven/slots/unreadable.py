# What cannot be read goes to the dead letter queue with all else that fails.
await subscribe(ORDERS, "shipping", shipping)
