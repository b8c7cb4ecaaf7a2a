import { orderQueryRoutes } from './patterns/cqrs/order-query-routes.ts'
