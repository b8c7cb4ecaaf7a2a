import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { stamp } from '../../kernel/cluster/story.ts'
import { Broker } from './broker.ts'
import { Consumer } from './consumer.ts'
import type { OrderEvent, OrderRow } from './messages.ts'
import type { Relay } from './relay.ts'
import { Service } from './service.ts'
import { BROKER, CONSUMER, type OutboxSettings, RELAY, SERVICE } from './settings.ts'

export type OutboxNode = Service | Relay | Broker | Consumer

interface Committed {
  readonly atUs: number
  readonly key: number
  /** How many orders of the same customer committed before it. */
  readonly nth: number
}

/** Compares the table of orders with the broker's log and with what the consumer had. */
export class OutboxMonitor implements Monitor<OutboxNode> {
  readonly #cluster: ClusterView<OutboxNode>
  readonly #settings: OutboxSettings
  readonly #promises: boolean
  readonly #committed = new Map<number, Committed>()
  readonly #published = new Set<number>()
  readonly #consumed = new Set<number>()
  /** By customer: orders that committed, and events that were published the first time. */
  readonly #commits = new Map<number, number>()
  readonly #firsts = new Map<number, number>()
  #orders = 0
  #events = 0
  #handled = 0
  #doubled = 0
  #disordered = 0
  /** Events that followed their commit. */
  #followed = 0
  #lagUs = 0
  #worstLagUs = 0
  #mostUnsent = 0

  constructor(cluster: ClusterView<OutboxNode>, settings: OutboxSettings, promises: boolean) {
    this.#cluster = cluster
    this.#settings = settings
    this.#promises = promises
  }

  after(node: OutboxNode): void {
    if (node instanceof Service) this.#readOrders(node)
    else if (node instanceof Broker) {
      for (; this.#events < node.log.length; this.#events += 1)
        this.#publish(node.log[this.#events] as OrderEvent)
    } else if (node instanceof Consumer) {
      for (; this.#handled < node.handled.length; this.#handled += 1) {
        this.#consumed.add(node.handled[this.#handled] as number)
      }
    }
  }

  completed({ id, outcome, result }: Operation): void {
    if (outcome !== 'ok' || result !== 'committed' || this.#committed.has(id)) return
    this.#cluster.violated('answer-holds', `order ${id} is confirmed to the client and is not in the table`, [
      SERVICE,
    ])
  }

  end(): void {
    if (!this.#promises) return
    for (const [order, { atUs }] of this.#committed) {
      const waitedUs = this.#cluster.nowUs - Math.max(atUs, this.#cluster.healUs)
      if (waitedUs <= this.#catchUpUs()) continue
      const after = `${(waitedUs / 1e6).toFixed(1)} s after its commit and the last fault`
      if (!this.#published.has(order)) {
        this.#cluster.violated('all-published', `order ${order} is not published, ${after}`, [SERVICE, RELAY])
      } else if (!this.#consumed.has(order)) {
        this.#cluster.violated('all-consumed', `the consumer has not had order ${order}, ${after}`, [
          BROKER,
          CONSUMER,
        ])
      }
    }
  }

  metrics(): Record<string, number> {
    const { size: committed } = this.#committed
    const phantoms = [...this.#published].filter((order) => !this.#committed.has(order)).length
    const both = this.#published.size - phantoms
    return {
      committed,
      lost: committed - both,
      phantoms,
      doubled: this.#doubled,
      disordered: this.#disordered,
      lag: this.#followed === 0 ? Number.NaN : this.#lagUs / this.#followed / 1000,
      worst_lag: this.#followed === 0 ? Number.NaN : this.#worstLagUs / 1000,
      most_unsent: this.#mostUnsent,
    }
  }

  #readOrders(service: Service): void {
    const { orders } = service
    for (; this.#orders < orders.length; this.#orders += 1) {
      const { order, key } = orders[this.#orders] as OrderRow
      const nth = this.#commits.get(key) ?? 0
      this.#commits.set(key, nth + 1)
      this.#committed.set(order, { atUs: this.#cluster.nowUs, key, nth })
    }
    this.#mostUnsent = Math.max(this.#mostUnsent, service.outbox.length - service.sentUpTo)
  }

  #publish({ order, key }: OrderEvent): void {
    if (this.#published.has(order)) {
      this.#doubled += 1
      return
    }
    this.#published.add(order)
    const committed = this.#committed.get(order)
    if (committed !== undefined) this.#inOrder(order, key, committed)
    else if (this.#promises) {
      this.#cluster.violated('no-phantom', `order ${order} is published and is not in the table of orders`, [
        BROKER,
      ])
    }
  }

  #inOrder(order: number, key: number, { atUs, nth }: Committed): void {
    const lagUs = this.#cluster.nowUs - atUs
    this.#followed += 1
    this.#lagUs += lagUs
    this.#worstLagUs = Math.max(this.#worstLagUs, lagUs)
    const expected = this.#firsts.get(key) ?? 0
    this.#firsts.set(key, Math.max(expected, nth + 1))
    if (nth === expected) return
    this.#disordered += 1
    if (!this.#promises) return
    this.#cluster.violated(
      'key-order',
      `order ${order} was number ${nth + 1} to commit for customer ${key}, and appears where number ${expected + 1} should${this.#named(key, expected)}`,
      [BROKER],
    )
  }

  #named(key: number, nth: number): string {
    for (const [order, committed] of this.#committed) {
      if (committed.key !== key || committed.nth !== nth) continue
      return `: order ${order}, which committed at ${stamp(committed.atUs)}`
    }
    return ''
  }

  /**
   * The relay needs four messages for a batch and the consumer two, and each waits once for a poll and
   * perhaps for a retry that was set before the faults ended.
   */
  #catchUpUs(): number {
    const { batch, latencyMaxUs, pollUs, retryUs } = this.#settings
    const batches = 2 + Math.ceil((this.#events + this.#orders) / batch)
    return batches * 6 * latencyMaxUs + 4 * Math.max(pollUs, retryUs) + 100_000
  }
}
