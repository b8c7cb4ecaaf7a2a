import type { Mistake } from './mutants.ts'

export interface LeaseSettings {
  readonly servers: number
  readonly leaseUs: number
  readonly epsilonUs: number
  /** How wrong the time service sets clocks. */
  readonly wanderUs: number
  readonly mistake: Mistake | undefined
}
