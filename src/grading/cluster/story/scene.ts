import type { ClusterRun } from '../cluster-run.ts'
import type { Deeds } from './deeds.ts'
import type { Proof } from './evidence.ts'
import type { FaultSpan } from './fault-spans.ts'
import type { Flight } from './flights.ts'

/** All that a failure is told from. */
export interface Scene {
  readonly run: ClusterRun
  readonly flights: readonly Flight[]
  readonly deeds: Deeds
  readonly spans: readonly FaultSpan[]
  readonly proof: Proof
  /** What is wrong, in a few words. */
  readonly wrong: string
}
