import type { NodeRandom } from '../../kernel/cluster/model.ts'

/**
 * The order in which a member probes the others: each once in a round, in an order that is drawn
 * anew for every round, so that no two probes of one member are more than 2n - 1 periods apart
 * (section 4.3).
 */
export class ProbeRound {
  readonly #order: Uint16Array
  #next: number

  constructor(self: number, members: number) {
    this.#order = new Uint16Array(members - 1)
    for (let at = 0; at < members - 1; at += 1) this.#order[at] = at < self ? at : at + 1
    this.#next = members - 1
  }

  next(random: NodeRandom, advance: boolean): number {
    if (this.#next === this.#order.length) this.#shuffle(random)
    const member = this.#order[this.#next] as number
    if (advance) this.#next += 1
    return member
  }

  #shuffle(random: NodeRandom): void {
    const order = this.#order
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = random.integer(at + 1)
      const member = order[at] as number
      order[at] = order[other] as number
      order[other] = member
    }
    this.#next = 0
  }
}
