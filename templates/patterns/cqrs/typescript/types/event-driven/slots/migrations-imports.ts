import { createShipmentViews } from './migrations/shipment-views.ts'
