import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { type Order, type OrderMessage, orderText, RETREAT } from './messages.ts'
import type { Mistake } from './mutants.ts'

export interface ArmySettings {
  readonly generals: number
  /** The m of OM(m): one round of orders, then this many rounds of hearsay. */
  readonly depth: number
  readonly roundUs: number
  readonly battles: number
  readonly mistake: Mistake | undefined
}

const ROUND = 0

/**
 * A general in the oral message algorithm OM(m) of Lamport, Shostak and Pease, "The Byzantine
 * Generals Problem" (ACM TOPLAS 4(3), 1982, section 3). Rounds have a fixed length, which is how an
 * absent message is noticed (assumption A3). Each battle has another commander.
 */
export class General implements ClusterNode<OrderMessage> {
  battle = -1
  /** What was decided in the last battle that is over; undefined for its commander. */
  decision: Order | undefined
  /** What the commander of this battle ordered, if this general is it. */
  command: Order | undefined
  readonly isTraitor: boolean
  readonly #context: Context<OrderMessage>
  readonly #settings: ArmySettings
  readonly #depth: number
  #round = 0
  /** By path: what its last member said. */
  readonly #heard = new Map<string, Order>()
  /** Paths heard in the round before, to be passed on. */
  #toRelay: OrderMessage[] = []

  constructor(context: Context<OrderMessage>, settings: ArmySettings, isTraitor: boolean) {
    const { mistake, depth } = settings
    this.#context = context
    this.#settings = settings
    this.#depth = mistake === 'one-round-too-few' ? Math.max(0, depth - 1) : depth
    this.isTraitor = isTraitor
  }

  get commander(): number {
    return this.battle % this.#settings.generals
  }

  onStart(): void {
    this.#context.setTimer(ROUND, this.#settings.roundUs)
    if (this.isTraitor && this.#context.telling) this.#context.tell('is a traitor')
  }

  onTimer(): void {
    if (this.battle >= 0 && this.#round <= this.#depth) this.#relay()
    else this.#endBattle()
    this.#round += 1
    if (this.battle < this.#settings.battles) this.#context.setTimer(ROUND, this.#settings.roundUs)
  }

  onMessage(from: number, message: OrderMessage): void {
    const { battle, path, order } = message
    if (path.at(-1) !== from && !this.#isTakenIn(from, path)) return
    const isSound = battle === this.battle && path.length === this.#round
    const key = this.#keyOf(path)
    if (!isSound || path.includes(this.#context.id) || this.#heard.has(key)) return
    this.#heard.set(key, order)
    if (path.length <= this.#depth) this.#toRelay.push(message)
  }

  /** The receiver knows who sent a message (assumption A2), so that nobody can speak for another. */
  #isTakenIn(from: number, path: readonly number[]): boolean {
    if (this.#settings.mistake === 'trusts-claimed-sender') return true
    this.#context.moment('forgery-refused')
    if (this.#context.telling && !this.isTraitor)
      this.#context.tell(`refuses what general ${from} says in the name of general ${path.at(-1)}`)
    return false
  }

  view(): NodeView {
    const { decision, command, battle } = this
    const role = this.isTraitor ? 'traitor' : command === undefined ? 'lieutenant' : 'commander'
    const last = decision === undefined ? {} : { decided: orderText(decision) }
    return { role, fields: { battle: Math.max(0, battle), round: this.#round, ...last } }
  }

  #endBattle(): void {
    if (this.battle >= 0) this.#decide()
    this.battle += 1
    this.#round = 0
    this.#heard.clear()
    this.#toRelay = []
    this.command = undefined
    if (this.battle >= this.#settings.battles) return
    if (this.commander === this.#context.id) this.#order()
    else if (this.isTraitor) this.#forge([this.commander])
  }

  /** OM(m), step 1. */
  #order(): void {
    this.command = this.#context.random.integer(2) === 0 ? 0 : 1
    if (this.isTraitor) this.#context.moment('traitor-commanded')
    if (this.#context.telling) this.#context.tell(`orders: ${orderText(this.command)}`)
    this.#tellOthers([this.#context.id], this.command)
  }

  /** OM(m), step 2: each lieutenant is commander in OM(m-1) for what he heard. */
  #relay(): void {
    const heard = this.#toRelay
    this.#toRelay = []
    for (const { path, order } of heard) {
      this.#tellOthers([...path, this.#context.id], order)
      if (this.isTraitor) this.#forge([...path, this.#other(path)])
    }
  }

  /** Any general but those that have spoken already, and itself. */
  #other(path: readonly number[]): number {
    const { generals } = this.#settings
    const others = Array.from({ length: generals }, (_, general) => general).filter(
      (general) => general !== this.#context.id && !path.includes(general),
    )
    return others[this.#context.random.integer(Math.max(1, others.length))] ?? this.#context.id
  }

  /** A traitor speaks in the name of the last of the path, to some before that one's own message comes. */
  #forge(path: readonly number[]): void {
    const { battle } = this
    for (let general = 0; general < this.#settings.generals; general += 1) {
      const order = this.#context.random.integer(4)
      if (order > 1 || general === this.#context.id || path.includes(general)) continue
      this.#context.moment('forged')
      this.#context.send(general, { type: 'Order', battle, path, order: order === 1 ? 1 : 0 })
    }
  }

  #tellOthers(path: readonly number[], order: Order): void {
    const { battle } = this
    for (let general = 0; general < this.#settings.generals; general += 1) {
      if (path.includes(general)) continue
      const said = this.isTraitor ? this.#lie() : order
      if (said !== undefined) this.#context.send(general, { type: 'Order', battle, path, order: said })
    }
  }

  /** A traitor tells each receiver something else, or nothing. */
  #lie(): Order | undefined {
    this.#context.moment('lied')
    const lie = this.#context.random.integer(5)
    return lie === 4 ? undefined : lie % 2 === 0 ? 0 : 1
  }

  /** OM(m), step 3. */
  #decide(): void {
    const { commander } = this
    this.decision = undefined
    if (commander === this.#context.id) return
    this.decision = this.#value([commander], 0) ?? RETREAT
    this.#context.moment('decided')
    if (this.#context.telling)
      this.#context.tell(`decides in battle ${this.battle}: ${orderText(this.decision)}`)
  }

  /** The majority of what the last of the path said to this general and, as they say, to the others. */
  #value(path: readonly number[], depth: number): Order | undefined {
    const { mistake, generals } = this.#settings
    const direct = this.#heard.get(this.#keyOf(path))
    const own = direct ?? (mistake === 'ignores-missing' ? undefined : RETREAT)
    if (depth >= this.#depth || mistake === 'trusts-commander') return own
    const votes = [own]
    for (let general = 0; general < generals; general += 1) {
      if (path.includes(general) || general === this.#context.id) continue
      votes.push(this.#value([...path, general], depth + 1))
    }
    return this.#majority(votes)
  }

  #majority(votes: readonly (Order | undefined)[]): Order | undefined {
    const given = votes.filter((vote) => vote !== undefined)
    const attack = given.filter((vote) => vote === 1).length
    if (this.#settings.mistake === 'ignores-missing' && attack * 2 === given.length) return given[0]
    if (this.#settings.mistake === 'first-speaker-wins' && attack !== given.length) return given[0]
    return attack * 2 > given.length ? 1 : RETREAT
  }

  #keyOf(path: readonly number[]): string {
    return this.#settings.mistake === 'forgets-path' ? `${path.length}:${path.at(-1)}` : path.join('.')
  }
}
