import type { HandedInRow } from './migrations/handed-in.ts'
import type { InboxRow } from './migrations/inbox.ts'
import type { ShipmentRow } from './migrations/shipments.ts'
