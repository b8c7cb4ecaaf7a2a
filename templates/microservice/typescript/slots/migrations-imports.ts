import { createOrders } from './migrations/orders.ts'
