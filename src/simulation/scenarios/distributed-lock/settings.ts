import type { Mistake } from './mutants.ts'

export interface LockSettings {
  readonly servers: number
  readonly clients: number
  readonly storage: number
  readonly fencing: boolean
  readonly leaseUs: number
  readonly clockBoundUs: number
  readonly workUs: number
  readonly prepareUs: number
  readonly writes: number
  readonly retryUs: number
  readonly patienceUs: number
  readonly mistake: Mistake | undefined
}
