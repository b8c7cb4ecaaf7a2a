import { eventSourcedOrders } from './patterns/event-sourcing/event-sourced-orders.ts'
