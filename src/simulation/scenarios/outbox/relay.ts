import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { OrderEvent, OrderRow, OutboxMessage } from './messages.ts'
import { BROKER, type OutboxSettings, SERVICE } from './settings.ts'

/** Rows that the broker has not confirmed yet, in messages by their ids. */
interface Batch {
  readonly upTo: number
  readonly unconfirmed: Map<number, readonly OrderEvent[]>
}

const POLL = 0
const RETRY = 1
const UNKNOWN = -1

/**
 * Carries rows of the outbox to the broker, one batch after the other, and marks them as sent when the
 * broker has confirmed them. If it stops in between, it will publish them again: at least once.
 */
export class Relay implements ClusterNode<OutboxMessage> {
  #position = UNKNOWN
  #batch: Batch | undefined
  readonly #context: Context<OutboxMessage>
  readonly #settings: OutboxSettings

  constructor(context: Context<OutboxMessage>, settings: OutboxSettings) {
    this.#context = context
    this.#settings = settings
  }

  onStart(): void {
    if (this.#settings.way === 'outbox') this.#fetch()
  }

  onMessage(_from: number, message: OutboxMessage): void {
    if (message.type === 'Rows') this.#onRows(message.from, message.upTo, message.rows)
    else if (message.type === 'Published') this.#onPublished(message.id)
  }

  onTimer(timer: number): void {
    if (timer === POLL) this.#fetch()
    else this.#publish('again ')
  }

  view(): NodeView {
    return {
      role: 'relay',
      fields: {
        position: this.#position,
        publishing: this.#batch === undefined ? 'nothing' : `up to ${this.#batch.upTo}`,
      },
    }
  }

  #fetch(): void {
    this.#context.send(SERVICE, { type: 'Fetch', from: this.#position })
    this.#context.setTimer(POLL, Math.max(this.#settings.pollUs, this.#settings.retryUs))
  }

  /** Answers that are older than its position are of no use. */
  #onRows(from: number, upTo: number, rows: readonly OrderRow[]): void {
    if (this.#batch !== undefined || (this.#position !== UNKNOWN && from !== this.#position)) return
    this.#position = from
    if (rows.length === 0) {
      this.#context.setTimer(POLL, this.#settings.pollUs)
      return
    }
    this.#context.clearTimer(POLL)
    this.#batch = { upTo, unconfirmed: this.#messagesOf(upTo, rows) }
    if (this.#settings.mistake === 'marks-first') this.#context.send(SERVICE, { type: 'MarkSent', upTo })
    this.#context.moment('publishing')
    this.#publish('')
  }

  /** One message for all of them, so that they cannot overtake each other. */
  #messagesOf(upTo: number, rows: readonly OrderRow[]): Map<number, readonly OrderEvent[]> {
    const events = rows.map(({ order, key }) => ({ order, key }))
    if (this.#settings.mistake !== 'does-not-wait') return new Map([[upTo, events]])
    return new Map(events.map((event, at) => [upTo - rows.length + at + 1, [event]]))
  }

  #publish(again: string): void {
    if (this.#batch === undefined) return
    const { upTo, unconfirmed } = this.#batch
    if (again !== '') this.#context.moment('published-again')
    if (this.#context.telling) this.#context.tell(`publishes ${again}rows ${this.#position + 1} to ${upTo}`)
    for (const [id, events] of unconfirmed) this.#context.send(BROKER, { type: 'Publish', id, events })
    this.#context.setTimer(RETRY, this.#settings.retryUs)
  }

  #onPublished(id: number): void {
    if (this.#batch === undefined || !this.#batch.unconfirmed.delete(id)) return
    if (this.#batch.unconfirmed.size > 0) return
    const { upTo } = this.#batch
    this.#batch = undefined
    this.#position = upTo
    this.#context.clearTimer(RETRY)
    this.#context.moment('confirmed')
    if (this.#context.telling) this.#context.tell(`marks rows up to ${upTo} as sent`)
    this.#context.send(SERVICE, { type: 'MarkSent', upTo })
    this.#fetch()
  }
}
