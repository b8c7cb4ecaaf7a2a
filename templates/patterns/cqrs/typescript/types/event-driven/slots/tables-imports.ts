import type { ShipmentViewRow } from './migrations/shipment-views.ts'
