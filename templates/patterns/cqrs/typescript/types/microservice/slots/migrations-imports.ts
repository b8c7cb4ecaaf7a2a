import { createOrderViews } from './migrations/order-views.ts'
