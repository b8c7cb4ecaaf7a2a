import { AsyncLocalStorage } from 'node:async_hooks'
import type { HttpPolicy } from '../http-client/http-client.ts'
import type { Server } from '../http/server.ts'
import type { HandlerPolicy } from '../messaging/broker.ts'
import { Problem } from '../problem.ts'

/** How much time is left, in milliseconds. A point in time would need clocks that agree. */
export const DEADLINE_HEADER = 'x-deadline-ms'

interface Deadline {
  /** On the clock of `performance.now()`, which nobody sets. */
  readonly atMs: number
  readonly signal: AbortSignal
}

const current = new AsyncLocalStorage<Deadline>()

export class DeadlineExceeded extends Problem {
  override readonly name = 'DeadlineExceeded'

  constructor() {
    super('the time that the caller gave is over', { status: 504, code: 'deadline-exceeded' })
  }
}

/** Gives each request a deadline: what its caller has left, and never more than `maxMs`. */
export function acceptDeadlines(server: Server, maxMs: number): void {
  server.addHook('onRequest', (request, reply, done) => {
    const given = Number(request.headers[DEADLINE_HEADER] ?? Number.NaN)
    const leftMs = given >= 0 ? Math.min(given, maxMs) : maxMs
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(new DeadlineExceeded()), leftMs)
    reply.raw.once('close', () => clearTimeout(timer))
    current.run({ atMs: performance.now() + leftMs, signal: controller.signal }, done)
  })
}

/** The policy nearest to the network: tells the other side how long we still wait. */
export const passDeadlineOn: HttpPolicy = (_, next) => async (request) => {
  const deadline = current.getStore()
  if (deadline === undefined) return next(request)
  const leftMs = Math.floor(deadline.atMs - performance.now())
  if (leftMs <= 0) throw new DeadlineExceeded()
  return next({ ...request, headers: { ...request.headers, [DEADLINE_HEADER]: String(leftMs) } })
}

/** The outermost policy: nothing, no pause and no attempt, goes on beyond the deadline. */
export const withinDeadline: HttpPolicy = (_, next) => async (request) => {
  const deadline = current.getStore()
  if (deadline === undefined) return next(request)
  if (deadline.signal.aborted) throw new DeadlineExceeded()
  try {
    return await next({ ...request, signal: deadline.signal })
  } catch (error) {
    // A policy that gives up when the signal says so may have an error of its own for it.
    throw deadline.signal.aborted ? new DeadlineExceeded() : error
  }
}

/** A message has no caller who waits, also where it is delivered in the wake of a request. */
export const forgetDeadline: HandlerPolicy = (_, next) => (delivery) =>
  current.exit(() => next(delivery))
