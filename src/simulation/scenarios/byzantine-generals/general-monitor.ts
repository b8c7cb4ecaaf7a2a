import type { ClusterView, Monitor } from '../../kernel/cluster/model.ts'
import type { General } from './general.ts'
import { type Order, orderText } from './messages.ts'

/** Compares the decisions of the loyal when all have decided. */
export class GeneralMonitor implements Monitor<General> {
  readonly #cluster: ClusterView<General>
  /** The paper promises something; otherwise disagreement is only counted. */
  readonly #promised: boolean
  readonly #battles: number
  #commander = -1
  #command: Order | undefined
  #judged = -1
  #disagreements = 0
  #disobeyed = 0

  constructor(cluster: ClusterView<General>, promised: boolean, battles: number) {
    this.#cluster = cluster
    this.#promised = promised
    this.#battles = battles
  }

  after({ battle: reached }: General): void {
    if (reached <= this.#judged) return
    const generals = this.#generals()
    const battle = Math.min(...generals.map((general) => general.battle))
    if (battle <= this.#judged) return
    if (this.#judged >= 0) this.#judge(generals)
    this.#judged = battle
    this.#commander = battle % this.#cluster.size
    this.#command = undefined
    if (battle < this.#battles) this.#command = generals[this.#commander]?.command
  }

  metrics(): Record<string, number> {
    const traitors = this.#generals().filter(({ isTraitor }) => isTraitor).length
    return {
      battles: Math.max(0, this.#judged),
      traitors_drawn: traitors,
      disagreements: this.#disagreements,
      disobeyed: this.#disobeyed,
    }
  }

  #generals(): General[] {
    return Array.from({ length: this.#cluster.size }, (_, id) => this.#cluster.node(id)).filter(
      (general) => general !== undefined,
    )
  }

  #judge(generals: readonly General[]): void {
    const loyal = generals.flatMap(({ isTraitor }, id) => (isTraitor || id === this.#commander ? [] : [id]))
    const decided = loyal.map((id) => generals[id]?.decision)
    const of = (order: Order) => loyal.filter((_, at) => decided[at] === order)
    const [retreat, attack] = [of(0), of(1)]
    if (retreat.length > 0 && attack.length > 0) {
      this.#disagreements += 1
      this.#report(
        'ic1',
        `in battle ${this.#judged} general ${attack.join(', ')} attack and general ${retreat.join(', ')} retreat`,
        loyal,
      )
    }
    const command = this.#command
    if (generals[this.#commander]?.isTraitor !== false || command === undefined) return
    const disobedient = of(command === 1 ? 0 : 1)
    if (disobedient.length === 0) return
    this.#disobeyed += 1
    this.#report(
      'ic2',
      `in battle ${this.#judged} the loyal general ${this.#commander} orders to ${orderText(command)}, but general ${disobedient.join(', ')} does not`,
      disobedient,
    )
  }

  #report(invariant: string, detail: string, nodes: readonly number[]): void {
    if (this.#promised) this.#cluster.violated(invariant, detail, nodes)
  }
}
