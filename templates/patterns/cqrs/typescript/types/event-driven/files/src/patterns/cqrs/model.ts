import { SHIPMENTS, shipmentEvent } from '../../events/shipment-events.ts'
import type { ShipmentStatus } from '../../shipping/shipment.ts'
import { changeLog } from './change-log.ts'
import type { Change, ReadModel } from './read-model.ts'
import { type ShipmentFact, shipmentViews } from './shipment-views.ts'

export const readModel: ReadModel<Change & ShipmentFact> = {
  feed: changeLog(SHIPMENTS, factOf),
  apply: shipmentViews.apply,
  clear: shipmentViews.clear,
}

function factOf(body: unknown): ShipmentFact {
  const { type, trackingCode } = shipmentEvent.parse(body)
  const status = type.slice('shipment.'.length) as ShipmentStatus
  return { status, ...(trackingCode === undefined ? {} : { trackingCode }) }
}
