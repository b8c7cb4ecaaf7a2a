/** `ready` to be claimed when its time has come; `running` under a lease; `done` and `failed` for good. */
export type JobStatus = 'ready' | 'running' | 'done' | 'failed'

export type Priority = 'urgent' | 'normal'

export interface NewJob {
  /** Chosen by whoever enqueues: enqueueing the same twice makes one job. */
  readonly id: string
  readonly kind: string
  readonly payload: unknown
  readonly priority?: Priority
  /** Not before this time; now unless said otherwise. */
  readonly runAt?: Date
}

export interface Job {
  readonly id: string
  readonly kind: string
  readonly payload: unknown
  readonly priority: Priority
  readonly status: JobStatus
  /** Claims that say something about the job; those that met an outage are not counted. */
  readonly attempts: number
  /** All claims. */
  readonly claims: number
  readonly runAt: string
  /** Since when it has been tried. */
  readonly enqueuedAt: string
  readonly result?: unknown
  readonly lastError?: string
}

/** A job that is ours until its lease is over. The token is new with each claim. */
export interface ClaimedJob extends Job {
  readonly leaseToken: string
}

/** What a job led to. Both are written with the end of the job: together or not at all. */
export interface Outcome {
  readonly result?: unknown
  readonly next?: readonly NewJob[]
}

/**
 * Does a job. It may be done twice, since a crash or a lost lease gives it to somebody else: what it does to others has
 * to bear that, by a key. When it throws, the job is tried again. `signal` says that the lease is lost.
 */
export type JobHandler = (job: Job, signal: AbortSignal) => Promise<Outcome>

/** A job that no further attempt can do. */
export class HopelessJob extends Error {
  override readonly name = 'HopelessJob'
}

/** The lease was over, and the job belongs to somebody else: what was done here must not be written. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'

  constructor(id: string) {
    super(`the lease of job ${id} is lost`)
  }
}
