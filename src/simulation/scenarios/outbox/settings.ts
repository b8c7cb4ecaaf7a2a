import type { Parameters } from '../../kernel/scenario.ts'
import type { Mistake } from './mutants.ts'

/** How the event gets to the broker. */
export type Way = 'outbox' | 'commit-first' | 'publish-first'

export const SERVICE = 0
export const RELAY = 1
export const BROKER = 2
export const CONSUMER = 3

export interface OutboxSettings {
  readonly way: Way
  readonly workUs: number
  readonly pollUs: number
  readonly retryUs: number
  readonly attempts: number
  readonly batch: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly durationUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(way: Way, values: Parameters, mutant: string | undefined): OutboxSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const mistake = way === 'outbox' ? (mutant as Mistake | undefined) : undefined
  return {
    way: wayOf(way, mistake),
    workUs: us('work_ms'),
    pollUs: us('poll_ms'),
    retryUs: us('retry_ms'),
    attempts: values['attempts'] ?? 0,
    batch: values['batch'] ?? 0,
    latencyMinUs: us('latency_min_ms'),
    latencyMaxUs: Math.max(us('latency_min_ms'), us('latency_max_ms')),
    durationUs: us('duration_ms'),
    mistake,
  }
}

function wayOf(way: Way, mistake: Mistake | undefined): Way {
  if (mistake === 'dual-write') return 'commit-first'
  return mistake === 'publishes-before-commit' ? 'publish-first' : way
}
