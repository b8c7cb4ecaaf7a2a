// compendium:slot orders-migrations-imports default
import { createOrders } from './migrations/orders.ts'
// compendium:end
