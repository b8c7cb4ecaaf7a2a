import { setTimeout as sleep } from 'node:timers/promises'
import { Gauge } from 'prom-client'
import type { Database } from '../../database/database.ts'
import type { Health } from '../../http/health.ts'
import type { EventSink } from '../../messaging/unit-of-work.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { positionOf, projectNext } from './project.ts'
import type { Change, ReadModel } from './read-model.ts'

/** Pause before somebody who waits for a position looks again. */
const LOOK_AGAIN_MS = 20

export interface ProjectionOptions<C extends Change> {
  readonly database: Database
  readonly model: ReadModel<C>
  /** How often changes are looked for without being told: of other replicas, after a failure. */
  readonly intervalMs: number
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Health
}

export interface Projection {
  /** Hears of the changes of this process. */
  readonly sink: EventSink
  /** Resolves when the rows are as far as `position`; false when they are not within `waitMs`. */
  reach(position: number, waitMs: number): Promise<boolean>
  /** Works in what a crash or another replica left, then each change as it comes. */
  start(): void
  /** Lets the batch under way finish. */
  stop(): Promise<void>
}

/**
 * Keeps the read model up with the write side. A change that cannot be worked in stops it there, for what
 * comes later may build on it: the lag grows, the log says why, and writing goes on. See docs/adr/cqrs.md.
 */
export function createProjection<C extends Change>(options: ProjectionOptions<C>): Projection {
  const { database, model, intervalMs, log, health } = options
  const { feed } = model
  let isStopped = true
  let isStuck = false
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> | undefined
  let isAskedAgain = false
  measureLag(options)
  health.report('read-model', () => (isStuck ? 'stuck' : 'follows'))

  const catchUp = async (): Promise<void> => {
    do {
      isAskedAgain = false
      // Reading first: where there is nothing to do, nothing is written.
      while (!isStopped && (await positionOf(database)) < (await feed.head(database))) {
        await projectNext(database, model)
      }
    } while (isAskedAgain && !isStopped)
    isStuck = false
  }

  /** One at a time within this process. */
  const wake = (): Promise<void> => {
    isAskedAgain = true
    if (isStopped) return Promise.resolve()
    underWay ??= catchUp()
      .catch((error: unknown) => {
        isStuck = true
        log.error({ err: error }, 'the read model falls behind')
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  return {
    sink: {
      ...(feed.stage === undefined ? {} : { stage: feed.stage }),
      async release() {
        void wake()
      },
    },
    async reach(position, waitMs) {
      const giveUpAt = performance.now() + waitMs
      while ((await positionOf(database)) < position) {
        if (performance.now() >= giveUpAt) return false
        void wake()
        await sleep(LOOK_AGAIN_MS)
      }
      return true
    },
    start() {
      isStopped = false
      timer = setInterval(() => void wake(), intervalMs)
      void wake()
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await underWay
    },
  }
}

function measureLag<C extends Change>({ database, model, metrics }: ProjectionOptions<C>): void {
  const { feed } = model
  new Gauge({
    name: 'read_model_lag_changes',
    help: 'Changes that the read model does not show yet.',
    registers: [metrics],
    async collect() {
      const position = await positionOf(database)
      this.set((await feed.head(database)) - position)
    },
  })
  new Gauge({
    name: 'read_model_lag_seconds',
    help: 'Age of the oldest change that the read model does not show yet; 0 when there is none.',
    registers: [metrics],
    async collect() {
      const [oldest] = await feed.read(database, await positionOf(database), 1)
      this.set(oldest === undefined ? 0 : (Date.now() - Date.parse(oldest.at)) / 1000)
    },
  })
}
