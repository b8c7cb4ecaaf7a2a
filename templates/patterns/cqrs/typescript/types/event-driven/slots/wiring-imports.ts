import { shipmentQueryRoutes } from './patterns/cqrs/shipment-query-routes.ts'
