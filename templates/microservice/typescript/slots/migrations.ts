// compendium:slot orders-migrations default
orders: createOrders,
// compendium:end
