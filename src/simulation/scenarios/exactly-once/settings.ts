import type { Parameters } from '../../kernel/scenario.ts'
import type { Mistake } from './mutants.ts'

/** How the server treats a request that may come more than once. */
export type Semantics = 'exactly-once' | 'at-least-once' | 'at-most-once'

export const SERVER = 0

export interface ChargeSettings {
  readonly semantics: Semantics
  readonly clients: number
  readonly retryUs: number
  readonly retryWindowUs: number
  readonly workUs: number
  readonly loss: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly durationUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(
  semantics: Semantics,
  values: Parameters,
  mutant: string | undefined,
): ChargeSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  return {
    semantics,
    clients: values['clients'] ?? 0,
    retryUs: us('retry_ms'),
    retryWindowUs: us('retry_window_ms'),
    workUs: us('work_ms'),
    loss: values['loss'] ?? 0,
    latencyMinUs: us('latency_min_ms'),
    latencyMaxUs: Math.max(us('latency_min_ms'), us('latency_max_ms')),
    durationUs: us('duration_ms'),
    mistake: mutant as Mistake | undefined,
  }
}
