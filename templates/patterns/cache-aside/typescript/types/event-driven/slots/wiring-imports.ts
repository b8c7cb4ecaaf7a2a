import { cachedShipments } from './shipping/cached-shipments.ts'
