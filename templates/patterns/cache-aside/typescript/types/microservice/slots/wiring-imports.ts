import { cachedOrders } from './orders/cached-orders.ts'
