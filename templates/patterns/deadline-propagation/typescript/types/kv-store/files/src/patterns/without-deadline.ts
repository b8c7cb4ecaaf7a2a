import type { Repair } from '../replication/repair.ts'
import { currentDeadline } from './deadline.ts'

/** A repair takes as long as it takes, whatever deadline the request has that asks for it. */
export const withoutDeadline =
  (repair: Repair): Repair =>
  () =>
    currentDeadline.exit(repair)
