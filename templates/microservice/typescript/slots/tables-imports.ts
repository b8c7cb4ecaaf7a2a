import type { OrderRow } from './migrations/orders.ts'
