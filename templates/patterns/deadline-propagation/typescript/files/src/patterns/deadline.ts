import { AsyncLocalStorage } from 'node:async_hooks'
import type { HttpPolicy } from '../http-client/http-client.ts'
import { Problem } from '../problem.ts'

/** How much time is left, in milliseconds. A point in time would need clocks that agree. */
export const DEADLINE_HEADER = 'x-deadline-ms'

export interface Deadline {
  /** On the clock of `performance.now()`, which nobody sets. */
  readonly atMs: number
  /** Aborts when the time is over. */
  readonly signal: AbortSignal
  /** The work is done, and nobody needs the timer any more. */
  release(): void
}

/** The deadline of the work that is under way, wherever that is in the program. */
export const currentDeadline = new AsyncLocalStorage<Deadline>()

export class DeadlineExceeded extends Problem {
  override readonly name = 'DeadlineExceeded'

  constructor() {
    super('the time that the caller gave is over', { status: 504, code: 'deadline-exceeded' })
  }
}

export function startDeadline(leftMs: number): Deadline {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DeadlineExceeded()), leftMs)
  return {
    atMs: performance.now() + leftMs,
    signal: controller.signal,
    release: () => clearTimeout(timer),
  }
}

/** The policy nearest to the network: tells the other side how long we still wait. */
export const passDeadlineOn: HttpPolicy = (_, next) => async (request) => {
  const deadline = currentDeadline.getStore()
  if (deadline === undefined) return next(request)
  const leftMs = Math.floor(deadline.atMs - performance.now())
  if (leftMs <= 0) throw new DeadlineExceeded()
  return next({ ...request, headers: { ...request.headers, [DEADLINE_HEADER]: String(leftMs) } })
}

/** The outermost policy: nothing, no pause and no attempt, goes on beyond the deadline. */
export const withinDeadline: HttpPolicy = (_, next) => async (request) => {
  const deadline = currentDeadline.getStore()
  if (deadline === undefined) return next(request)
  if (deadline.signal.aborted) throw new DeadlineExceeded()
  const signals = [deadline.signal, ...(request.signal === undefined ? [] : [request.signal])]
  try {
    const call = next({ ...request, signal: AbortSignal.any(signals) })
    return await unlessOver(deadline, call)
  } catch (error) {
    // A policy that gives up when the signal says so may have an error of its own for it.
    throw deadline.signal.aborted ? new DeadlineExceeded() : error
  }
}

/** A place in a queue and a pause between two attempts do not listen to the signal. Nobody waits for them any more. */
async function unlessOver<T>({ signal }: Deadline, work: Promise<T>): Promise<T> {
  let forget = (): void => {}
  const over = new Promise<never>((_, reject) => {
    const end = (): void => reject(new DeadlineExceeded())
    signal.addEventListener('abort', end, { once: true })
    forget = () => signal.removeEventListener('abort', end)
  })
  return Promise.race([work, over]).finally(forget)
}
