import { counted } from '../../../lib/counted.ts'
import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { stamp } from '../../kernel/cluster/story.ts'
import type { Client } from './client.ts'
import type { ChargeRequest, Effect } from './messages.ts'
import { Server } from './server.ts'
import { type ChargeSettings, SERVER, type Semantics } from './settings.ts'

export type ChargeNode = Client | Server

/** Counts effects in the server's database, which neither server nor clients can be wrong about. */
export class ChargeMonitor implements Monitor<ChargeNode> {
  readonly #cluster: ClusterView<ChargeNode>
  readonly #semantics: Semantics
  readonly #effects = new Map<number, number>()
  readonly #firstUs = new Map<number, number>()
  #read = 0
  #mostKeys = 0
  #answered = 0
  readonly #refused = new Set<number>()
  /** The refusals of the server's present life, and how many of them were looked at. */
  #refusals: readonly ChargeRequest[] = []
  #refusalsRead = 0
  /** Refused requests of which a copy may still come. */
  #pending: ChargeRequest[] = []

  constructor(cluster: ClusterView<ChargeNode>, { semantics }: ChargeSettings) {
    this.#cluster = cluster
    this.#semantics = semantics
  }

  after(node: ChargeNode, id: number): void {
    if (!(node instanceof Server)) return
    const { effects, keys, table } = node
    this.#readRefusals(node)
    for (; this.#read < effects.length; this.#read += 1) this.#happened(effects[this.#read] as Effect, id)
    this.#mostKeys = Math.max(this.#mostKeys, table.size)
    if (this.#semantics === 'exactly-once' && keys.length !== effects.length) {
      this.#cluster.violated(
        'key-with-effect',
        `the server's disk has ${counted(effects.length, 'effect')} and ${counted(keys.length, 'key')}`,
        [id],
      )
    }
  }

  completed(operation: Operation): void {
    const { id, node, outcome, result } = operation
    if (typeof result === 'number') this.#wasAnswered(operation)
    else if (outcome !== 'unknown') this.#wasRefused(id, node)
  }

  metrics(): Record<string, number> {
    let lost = 0
    let effects = 0
    for (const { id, outcome, result } of this.#cluster.operations) {
      if (outcome !== 'ok' || typeof result !== 'number') continue
      if (this.#countOf(id) === 0) lost += 1
      effects += this.#countOf(id)
    }
    const counts = [...this.#effects.values()]
    return {
      lost,
      duplicated: counts.filter((count) => count > 1).length,
      effects_per_request: this.#answered === 0 ? Number.NaN : effects / this.#answered,
      most_keys: this.#mostKeys,
      retries: this.#cluster.count('retried'),
    }
  }

  #countOf(operation: number): number {
    return this.#effects.get(operation) ?? 0
  }

  #happened({ operation, amount }: Effect, id: number): void {
    const count = this.#countOf(operation) + 1
    this.#effects.set(operation, count)
    if (count === 1) this.#firstUs.set(operation, this.#cluster.nowUs)
    if (this.#semantics === 'exactly-once' && this.#refused.has(operation))
      this.#refusedHasEffect(operation, id)
    const rule = this.#semantics === 'at-most-once' ? 'at-most-once' : 'exactly-one-effect'
    if (count === 1 || this.#semantics === 'at-least-once') return
    const first = stamp(this.#firstUs.get(operation) ?? 0)
    this.#cluster.violated(
      rule,
      `the server charges ${amount} for request ${operation} again; the first time was at ${first}`,
      [id],
    )
  }

  /** A refusal may reach the client whenever it likes, so that it must be true from the start. */
  #readRefusals({ refused, table }: Server): void {
    if (refused !== this.#refusals) {
      this.#refusals = refused
      this.#refusalsRead = 0
    }
    for (; this.#refusalsRead < refused.length; this.#refusalsRead += 1) {
      const request = refused[this.#refusalsRead] as ChargeRequest
      this.#pending.push(request)
      this.#wasRefused(request.operation, SERVER)
    }
    if (this.#pending.length > 0) this.#refusalsLast(table)
  }

  #refusalsLast(table: ReadonlyMap<string, unknown>): void {
    const { nowUs } = this.#cluster
    this.#pending = this.#pending.filter(({ expiresUs }) => expiresUs >= nowUs)
    const lost = this.#pending.find(({ key }) => !table.has(key))
    if (lost === undefined || this.#semantics !== 'exactly-once') return
    this.#cluster.violated(
      'refusal-lasts',
      `the server no longer knows key ${lost.key}, for which it refused request ${lost.operation}; that may come until ${stamp(lost.expiresUs)}`,
      [SERVER],
    )
  }

  #wasRefused(operation: number, node: number): void {
    this.#refused.add(operation)
    if (this.#countOf(operation) > 0) this.#refusedHasEffect(operation, node)
  }

  #refusedHasEffect(operation: number, node: number): void {
    if (this.#semantics !== 'exactly-once') return
    this.#cluster.violated('refused-has-none', `request ${operation} was refused and has an effect`, [
      node,
      SERVER,
    ])
  }

  #wasAnswered({ id, node, result }: Operation): void {
    this.#answered += 1
    const none = this.#countOf(id) === 0
    if (this.#semantics === 'exactly-once') this.#hasItsOwn(id, node, result as number)
    if (!none || this.#semantics === 'at-most-once') return
    const rule = this.#semantics === 'at-least-once' ? 'at-least-once' : 'exactly-one-effect'
    this.#cluster.violated(rule, `request ${id} is answered and has no effect`, [node, SERVER])
  }

  #hasItsOwn(id: number, node: number, receipt: number): void {
    const server = this.#cluster.node(SERVER)
    if (!(server instanceof Server)) return
    const effect = server.effects[receipt]
    if (effect === undefined || effect.operation === id) return
    this.#cluster.violated(
      'own-answer',
      `the client of request ${id} gets receipt ${receipt}, which is of request ${effect.operation}`,
      [node, SERVER],
    )
  }
}
