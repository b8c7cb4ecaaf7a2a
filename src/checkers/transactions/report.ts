import type { AnomalyKind } from './anomalies.ts'
import type { Cycle } from './cycle.ts'

/** One case of an anomaly: the transactions that prove it, the first of them T1. */
export interface Case {
  readonly kind: AnomalyKind
  readonly transactions: readonly number[]
  /** A sentence on T1, T2 ... */
  readonly text: string
  readonly cycle?: Cycle
}

/** More of a kind are counted, not kept: nobody reads the hundredth. */
const KEPT = 4

/** What was found, by kind. */
export class Report {
  readonly count = new Map<AnomalyKind, number>()
  readonly cases: Case[] = []

  /** `tell` gives the transactions and the sentence, and is asked only of those cases that are kept. */
  add(kind: AnomalyKind, tell: () => { transactions: readonly number[]; text: string; cycle?: Cycle }): void {
    const count = this.count.get(kind) ?? 0
    this.count.set(kind, count + 1)
    if (count < KEPT) this.cases.push({ kind, ...tell() })
  }

  /** Cases that are not kept. */
  addUntold(kind: AnomalyKind, count: number): void {
    if (count > 0) this.count.set(kind, (this.count.get(kind) ?? 0) + count)
  }
}
