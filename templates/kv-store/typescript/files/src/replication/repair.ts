import { setTimeout as sleep } from 'node:timers/promises'
import { Counter } from 'prom-client'
import type { Metrics } from '../observability/metrics.ts'
import { keyPages } from './key-pages.ts'
import type { Register } from './register.ts'
import type { Replica } from './replica.ts'

export interface RepairReport {
  readonly keys: number
  /** Copies that were missing or old. */
  readonly repaired: number
  /** Keys of which no majority could be read. */
  readonly failed: number
  /** Nodes that gave no list of their keys. What is there alone stays unrepaired. */
  readonly unreachable: readonly string[]
}

interface RepairParts {
  readonly register: Register
  readonly replicas: ReadonlyMap<string, Replica>
  /** Between two stretches of keys, so that clients are served meanwhile. */
  readonly pauseMs: number
  readonly metrics: Metrics
}

/** Goes through all keys and brings every replica up to date, as after a node was away. */
export type Repair = () => Promise<RepairReport>

export function createRepair({ register, replicas, pauseMs, metrics }: RepairParts): Repair {
  const repairedTotal = new Counter({
    name: 'kv_repaired_copies_total',
    help: 'Copies of entries that were missing or old and were mended.',
    registers: [metrics],
  })
  return async () => {
    const report = { keys: 0, repaired: 0, failed: 0 }
    const unreachable = new Set<string>()
    for await (const { keys, answered } of keyPages(replicas)) {
      for (const name of replicas.keys()) if (!answered.includes(name)) unreachable.add(name)
      for (const key of keys) {
        const repaired = await register.repair(key).catch(() => undefined)
        report.keys += 1
        if (repaired === undefined) report.failed += 1
        else report.repaired += repaired
      }
      await sleep(pauseMs)
    }
    repairedTotal.inc(report.repaired)
    return { ...report, unreachable: [...unreachable].sort() }
  }
}
