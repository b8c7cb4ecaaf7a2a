// compendium:slot orders-tables-imports default
import type { OrderRow } from './migrations/orders.ts'
// compendium:end
