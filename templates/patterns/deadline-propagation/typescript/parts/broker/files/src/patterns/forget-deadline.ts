import type { HandlerPolicy } from '../messaging/broker.ts'
import { currentDeadline } from './deadline.ts'

/** A message has no caller who waits, also where it is delivered in the wake of a request. */
export const forgetDeadline: HandlerPolicy = (_, next) => (delivery) =>
  currentDeadline.exit(() => next(delivery))
