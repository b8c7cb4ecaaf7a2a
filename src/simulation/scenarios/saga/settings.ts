import type { Parameters } from '../../kernel/scenario.ts'
import type { Mistake } from './mutants.ts'

export const ORCHESTRATOR = 0

export interface SagaSettings {
  readonly steps: number
  readonly items: number
  readonly stock: number
  readonly retryUs: number
  readonly attempts: number
  readonly workUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly durationUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(values: Parameters, mutant: string | undefined): SagaSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  return {
    steps: values['steps'] ?? 0,
    items: values['items'] ?? 0,
    stock: values['stock'] ?? 0,
    retryUs: us('retry_ms'),
    attempts: values['attempts'] ?? 0,
    workUs: us('work_ms'),
    latencyMinUs: us('latency_min_ms'),
    latencyMaxUs: Math.max(us('latency_min_ms'), us('latency_max_ms')),
    durationUs: us('duration_ms'),
    mistake: mutant as Mistake | undefined,
  }
}

/** The longest that a saga takes without faults, in microseconds: every step to its last attempt, and all the way back. */
export function longestUs({ steps, attempts, retryUs, workUs, latencyMaxUs }: SagaSettings): number {
  const callUs = 2 * latencyMaxUs + workUs
  return steps * (attempts * retryUs + callUs) + steps * (retryUs + callUs) + 2 * retryUs + 100_000
}
