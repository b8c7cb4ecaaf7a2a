# compendium:slot orders-migrations default
"orders": create_orders,
# compendium:end
