import { orderQueryRoutes } from './patterns/cqrs/order-query-routes.ts'
import { tellPosition } from './patterns/cqrs/read-after.ts'
