import { createOrderEvents } from './migrations/order-events.ts'
