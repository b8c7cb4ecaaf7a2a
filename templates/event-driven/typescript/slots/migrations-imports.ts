import { createHandedIn } from './migrations/handed-in.ts'
import { createInbox } from './migrations/inbox.ts'
import { createShipments } from './migrations/shipments.ts'
