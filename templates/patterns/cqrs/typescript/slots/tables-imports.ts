// compendium:slot order-feed-tables-imports default
import type { OrderChangeRow, OrderChangesHeadRow } from './migrations/order-changes.ts'
import type { OrderViewRow, ProjectionRow } from './migrations/order-views.ts'
// compendium:end
