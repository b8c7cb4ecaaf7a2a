import { orderFeed } from './patterns/cqrs/order-feed.ts'
import { orderQueryRoutes, tellPosition } from './patterns/cqrs/order-query-routes.ts'
import { createProjection } from './patterns/cqrs/projection.ts'
