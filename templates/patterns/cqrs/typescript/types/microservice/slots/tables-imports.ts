import type { OrderViewRow } from './migrations/order-views.ts'
