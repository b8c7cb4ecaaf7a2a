import { Counter, Gauge } from 'prom-client'
import type { Database } from '../../database/database.ts'
import type { Health } from '../../http/health.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { createElection } from './election.ts'
import { FencedOff, withFence } from './fence.ts'
import { leaseTable } from './lease-table.ts'

export interface LeaderOptions {
  /** Shared by all candidates: has the lease, and what the duties leave behind. */
  readonly database: Database
  readonly holder: string
  readonly leaseMs: number
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Health
}

/** What only one process does. */
export interface Duty {
  readonly name: string
  readonly intervalMs: number
  /** Works while this process leads, and says what came of it. It must bear to be done twice at once. */
  work(token: number): Promise<string>
}

export interface Leader {
  /** Does the duty from time to time while this process leads. */
  assume(duty: Duty): void
  start(): void
  /** Lets what is under way finish, and gives the lease back. */
  stop(): Promise<void>
}

/** An election, and the duties of whoever wins it. */
export function createLeader(options: LeaderOptions): Leader {
  const { database, holder, leaseMs, log, metrics, health } = options
  const election = createElection({ store: leaseTable(database, 'leader'), holder, leaseMs, log })
  const state = () => (election.token() === undefined ? 'follows' : `leads (${election.token()})`)
  health.report('leadership', state)
  measureLeading(metrics, () => election.token() !== undefined)
  const refused = new Counter({
    name: 'fenced_off_writes_total',
    help: 'Writes of a former leader that the storage refused.',
    registers: [metrics],
  })
  const loops: { stop(): Promise<void> }[] = []

  const perform = async ({ name, work }: Duty): Promise<void> => {
    const token = election.token()
    if (token === undefined) return
    log.info({ duty: name, token }, 'a duty begins')
    try {
      const result = await work(token)
      // No look at the clock would help here: after any look there is room for a pause. The token decides.
      await withFence(database, { resource: name, token }, async (tx) => {
        const run = { token, holder, result, finished_at: new Date().toISOString() }
        await tx
          .insertInto('duty_runs')
          .values({ name, ...run })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(run))
          .execute()
      })
      log.info({ duty: name, token, result }, 'a duty is done')
    } catch (error) {
      if (!(error instanceof FencedOff)) throw error
      refused.inc()
      log.warn({ duty: name, token, reason: error.message }, 'a late write was refused')
    }
  }

  return {
    assume: (duty) =>
      void loops.push(repeat(duty.intervalMs, () => perform(duty), { log, what: duty.name })),
    start() {
      loops.unshift(repeat(leaseMs / 3, () => election.campaign(), { log, what: 'election' }))
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await election.resign()
    },
  }
}

/** Runs at once and then again and again, never twice at the same time. */
function repeat(
  intervalMs: number,
  run: () => Promise<void>,
  { log, what }: { readonly log: Log; readonly what: string },
) {
  let round: Promise<void> | undefined
  const wake = (): void => {
    round ??= run()
      .catch((error: unknown) => log.error({ err: error }, `${what}: a round failed`))
      .finally(() => {
        round = undefined
      })
  }
  const timer = setInterval(wake, intervalMs)
  wake()
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}

function measureLeading(metrics: Metrics, isLeading: () => boolean): void {
  new Gauge({
    name: 'leader_election_leading',
    help: '1 while this process takes itself for the leader.',
    registers: [metrics],
    collect() {
      this.set(isLeading() ? 1 : 0)
    },
  })
}
