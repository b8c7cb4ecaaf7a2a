import type { Parameters } from '../../kernel/scenario.ts'
import type { Mistake } from './mutants.ts'

export const BROKER = 0

export interface PubSubSettings {
  readonly partitions: number
  readonly groups: number
  readonly consumers: number
  readonly inFlight: number
  /** The offset is committed after the work, so that nothing is lost; else before it. */
  readonly ackAfter: boolean
  readonly failures: number
  readonly workUs: number
  readonly retryUs: number
  readonly commitUs: number
  readonly pollUs: number
  readonly sessionUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly durationUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(values: Parameters, mutant: string | undefined): PubSubSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const count = (name: string) => values[name] ?? 0
  return {
    partitions: count('partitions'),
    groups: count('groups'),
    consumers: count('consumers'),
    inFlight: count('in_flight'),
    ackAfter: count('ack_after') === 1,
    failures: count('failures'),
    workUs: us('work_ms'),
    retryUs: us('retry_ms'),
    commitUs: us('commit_ms'),
    pollUs: us('poll_ms'),
    sessionUs: us('session_ms'),
    latencyMinUs: us('latency_min_ms'),
    latencyMaxUs: Math.max(us('latency_min_ms'), us('latency_max_ms')),
    durationUs: us('duration_ms'),
    mistake: mutant as Mistake | undefined,
  }
}

/** Nodes from 1 on are consumers, the members of a group side by side. */
export function groupOf(node: number, { consumers }: PubSubSettings): number {
  return Math.floor((node - 1) / consumers)
}
