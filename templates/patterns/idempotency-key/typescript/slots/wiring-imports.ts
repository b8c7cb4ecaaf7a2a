import { handleOnce } from './patterns/handle-once.ts'
import { keyedOrderRoutes } from './patterns/idempotency-key.ts'
