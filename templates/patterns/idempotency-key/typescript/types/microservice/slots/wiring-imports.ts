import { keyedOrderRoutes } from './patterns/idempotency-key.ts'
