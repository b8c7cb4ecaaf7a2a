// compendium:slot orders-tables default
orders: OrderRow
// compendium:end
