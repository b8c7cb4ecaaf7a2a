// compendium:slot order-feed-migrations-imports default
import { createOrderChanges } from './migrations/order-changes.ts'
import { createOrderViews } from './migrations/order-views.ts'
// compendium:end
