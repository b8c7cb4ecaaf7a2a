import type { Stamp } from './clock-node.ts'
import { before } from './clocks.ts'

/** An event with the true time at which it happened. */
interface Timed {
  readonly atUs: number
  readonly stamp: Stamp
}

/** One in so many events is kept, which is enough to count shares. */
const EVERY = 4

/**
 * Counts pairs of events on different nodes, far apart in true time, that a clock puts in the wrong
 * order. Nothing need connect the two, so that causality does not help.
 */
export class Disorder {
  readonly #apartUs: number
  readonly #nodes: number
  readonly #past: Timed[][]
  readonly #farEnough: number[]
  #turn = 0
  #pairs = 0
  readonly #wrong = { physical: 0, lamport: 0, hybrid: 0 }

  constructor(nodes: number, apartUs: number) {
    this.#nodes = nodes
    this.#apartUs = apartUs
    this.#past = Array.from({ length: nodes }, () => [])
    this.#farEnough = new Array<number>(nodes).fill(-1)
  }

  add(stamp: Stamp, atUs: number, node: number): void {
    this.#turn += 1
    const other = (node + 1 + (this.#turn % (this.#nodes - 1))) % this.#nodes
    const early = this.#lastFarBefore(other, atUs)
    if (early !== undefined) this.#compare(early.stamp, stamp)
    if (this.#turn % EVERY === 0) (this.#past[node] as Timed[]).push({ atUs, stamp })
  }

  metrics(): Record<string, number> {
    const share = (count: number) => (this.#pairs === 0 ? Number.NaN : count / this.#pairs)
    return {
      disorder_physical: share(this.#wrong.physical),
      disorder_lamport: share(this.#wrong.lamport),
      disorder_hybrid: share(this.#wrong.hybrid),
    }
  }

  #lastFarBefore(node: number, nowUs: number): Timed | undefined {
    const past = this.#past[node] as Timed[]
    let at = this.#farEnough[node] as number
    while (at + 1 < past.length && (past[at + 1] as Timed).atUs + this.#apartUs <= nowUs) at += 1
    this.#farEnough[node] = at
    return past[at]
  }

  #compare(early: Stamp, late: Stamp): void {
    this.#pairs += 1
    if (early.pt >= late.pt) this.#wrong.physical += 1
    if (early.lamport >= late.lamport) this.#wrong.lamport += 1
    if (!before(early.hybrid, late.hybrid)) this.#wrong.hybrid += 1
  }
}
