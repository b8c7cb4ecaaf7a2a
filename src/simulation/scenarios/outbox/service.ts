import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { OrderRow, OutboxMessage } from './messages.ts'
import { BROKER, type OutboxSettings, type Way } from './settings.ts'

/** A transaction that has begun and not yet ended. */
interface Transaction {
  readonly row: OrderRow
  /** The database will roll it back. */
  readonly fails: boolean
  attempts: number
}

/** The work of the transaction is done. */
const DONE = 0
/** The broker has not confirmed in time. */
const RETRY = 1
/** Only of mutant outbox-apart: the second of its two transactions. */
const SECOND = 2
/** Rows that the outbox of mutant never-cleans-up can hold. */
const FULL = 50

/**
 * Takes orders and must tell the world of each. With an outbox it writes the event into a table of the
 * same database, in the same transaction (Richardson, "Microservices Patterns", 2018, section 3.3.7),
 * and leaves the rest to the relay. The two other ways write to the database and to the broker.
 */
export class Service implements ClusterNode<OutboxMessage> {
  readonly orders: readonly OrderRow[]
  readonly outbox: readonly OrderRow[]
  readonly #context: Context<OutboxMessage>
  readonly #settings: OutboxSettings
  readonly #way: Way
  readonly #open = new Map<number, Transaction>()
  #sequence = 0

  constructor(context: Context<OutboxMessage>, settings: OutboxSettings) {
    this.#context = context
    this.#settings = settings
    this.#way = settings.way
    this.orders = context.disk.list<OrderRow>('orders')
    this.outbox = context.disk.list<OrderRow>('outbox')
  }

  onStart(): void {
    for (const { sequence } of this.orders) this.#sequence = Math.max(this.#sequence, sequence)
    if (this.#settings.mistake === 'deletes-unsent' && this.outbox.length > this.sentUpTo) {
      if (this.#context.telling)
        this.#context.tell(`empties its outbox of ${this.outbox.length - this.sentUpTo} rows`)
      this.#context.disk.truncate('outbox', this.sentUpTo)
      this.#context.disk.sync()
    }
  }

  get sentUpTo(): number {
    return this.#context.disk.read<number>('sent') ?? 0
  }

  onRequest({ id, key, value }: Operation): void {
    const { mistake } = this.#settings
    if (mistake === 'never-cleans-up' && this.outbox.length >= FULL) {
      if (this.#context.telling)
        this.#context.tell(`refuses order ${id}: its outbox is full with ${this.outbox.length} rows`)
      this.#context.reply(id, 'fail', 'the outbox is full')
      return
    }
    if (mistake === 'answers-first') this.#context.reply(id, 'ok', 'committed')
    this.#sequence += 1
    const row: OrderRow = { order: id, key: Number(key), sequence: this.#sequence }
    this.#open.set(id, { row, fails: value === 'fails', attempts: 0 })
    const { workUs } = this.#settings
    this.#context.after(this.#context.random.between(Math.ceil(workUs / 10), workUs), DONE, id)
    this.#context.moment('begun')
  }

  onMessage(from: number, message: OutboxMessage): void {
    if (message.type === 'Fetch') this.#onFetch(from, message.from)
    else if (message.type === 'MarkSent') this.#markSent(message.upTo)
    else if (message.type === 'Published') this.#onPublished(message.id)
  }

  onTimer(timer: number, order: number): void {
    const transaction = this.#open.get(order)
    if (transaction === undefined) return
    if (timer === SECOND) this.#writeOutbox(transaction)
    else if (timer === RETRY) this.#tryAgain(order, transaction)
    else if (this.#way === 'publish-first') this.#publish(order, transaction)
    else this.#commit(order, transaction)
  }

  view(): NodeView {
    return {
      role: 'service',
      fields: {
        orders: this.orders.length,
        unsent: this.outbox.length - this.sentUpTo,
        open: this.#open.size,
      },
      log: this.orders.slice(-40).map(({ order, key }) => `${order} of customer ${key}`),
    }
  }

  #commit(order: number, transaction: Transaction): void {
    const { row, fails } = transaction
    if (fails) {
      this.#open.delete(order)
      this.#context.moment('rolled-back')
      if (this.#context.telling) this.#context.tell(`rolls order ${order} back`)
      this.#context.reply(order, 'ok', 'rolled back')
      return
    }
    const { disk } = this.#context
    disk.append('orders', row)
    const apart = this.#settings.mistake === 'outbox-apart'
    if (this.#way === 'outbox' && !apart) disk.append('outbox', row)
    disk.sync()
    this.#context.moment('committed')
    if (this.#context.telling) this.#context.tell(`commits order ${order}`)
    this.#context.reply(order, 'ok', 'committed')
    if (apart) this.#context.after(Math.ceil(this.#settings.workUs / 10), SECOND, order)
    else if (this.#way === 'commit-first') this.#publish(order, transaction)
    else this.#open.delete(order)
  }

  #writeOutbox({ row }: Transaction): void {
    this.#context.disk.append('outbox', row)
    this.#context.disk.sync()
    this.#open.delete(row.order)
  }

  // Without an outbox: two systems are written to, and nothing makes the two one.

  #publish(order: number, transaction: Transaction): void {
    transaction.attempts += 1
    const { key } = transaction.row
    this.#context.send(BROKER, { type: 'Publish', id: order, events: [{ order, key }] })
    this.#context.after(this.#settings.retryUs, RETRY, order)
  }

  #tryAgain(order: number, transaction: Transaction): void {
    if (transaction.attempts < this.#settings.attempts) {
      this.#publish(order, transaction)
      return
    }
    this.#open.delete(order)
    if (this.#context.telling)
      this.#context.tell(`cannot reach the broker and gives up on the event of order ${order}`)
    if (this.#way === 'publish-first') this.#context.reply(order, 'fail', 'the broker did not answer')
  }

  #onPublished(order: number): void {
    const transaction = this.#open.get(order)
    if (transaction === undefined) return
    if (this.#way === 'publish-first') this.#commit(order, transaction)
    this.#open.delete(order)
  }

  // What the relay asks for.

  /** Positions count rows in the order of their commits, which is the order in which they became visible. */
  #onFetch(relay: number, asked: number): void {
    const from = asked < 0 ? this.sentUpTo : asked
    if (this.#settings.mistake === 'reads-past-gaps') {
      this.#sendBySequence(relay, from)
      return
    }
    const rows = this.outbox.slice(from, from + this.#settings.batch)
    this.#context.send(relay, { type: 'Rows', from, upTo: from + rows.length, rows })
  }

  #sendBySequence(relay: number, from: number): void {
    const rows = this.outbox
      .filter(({ sequence }) => sequence > from)
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, this.#settings.batch)
    this.#context.send(relay, { type: 'Rows', from, upTo: rows.at(-1)?.sequence ?? from, rows })
  }

  #markSent(upTo: number): void {
    if (upTo <= this.sentUpTo) return
    this.#context.disk.write('sent', upTo)
    this.#context.disk.sync()
  }
}
