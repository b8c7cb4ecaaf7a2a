import type { OrderViewRow, ProjectionRow } from './migrations/order-views.ts'
