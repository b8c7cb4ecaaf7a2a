import type { OrderEventRow, OrderEventsHeadRow } from './migrations/order-events.ts'
