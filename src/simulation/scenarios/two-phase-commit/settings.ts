import type { Parameters } from '../../kernel/scenario.ts'
import type { Mistake } from './mutants.ts'

export const COORDINATOR = 0
export const START_BALANCE = 100

export interface TwoPhaseSettings {
  readonly participants: number
  readonly accounts: number
  readonly cooperative: boolean
  readonly presumedAbort: boolean
  readonly voteTimeoutUs: number
  readonly doubtUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly durationUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(values: Parameters, mutant: string | undefined): TwoPhaseSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  return {
    participants: values['participants'] ?? 0,
    accounts: values['accounts'] ?? 0,
    cooperative: values['cooperative'] === 1,
    presumedAbort: values['presumed_abort'] === 1,
    voteTimeoutUs: us('vote_timeout_ms'),
    doubtUs: us('doubt_timeout_ms'),
    latencyMinUs: us('latency_min_ms'),
    latencyMaxUs: Math.max(us('latency_min_ms'), us('latency_max_ms')),
    durationUs: us('duration_ms'),
    mistake: mutant as Mistake | undefined,
  }
}
