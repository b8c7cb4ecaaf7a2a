import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { OrderEvent, OutboxMessage } from './messages.ts'
import { BROKER, type OutboxSettings } from './settings.ts'

const POLL = 0
/** Only of mutant position-first. */
const HANDLE = 1

/** Reads the broker's log. What it did and how far it read are one transaction, and it knows orders that it has had. */
export class Consumer implements ClusterNode<OutboxMessage> {
  readonly handled: readonly number[]
  readonly #known: Set<number>
  readonly #context: Context<OutboxMessage>
  readonly #settings: OutboxSettings
  #position: number
  /** Read and not handled, only in mutant position-first. */
  #later: readonly OrderEvent[] = []

  constructor(context: Context<OutboxMessage>, settings: OutboxSettings) {
    this.#context = context
    this.#settings = settings
    this.handled = context.disk.list<number>('handled')
    this.#known = new Set(this.handled)
    this.#position = context.disk.read<number>('position') ?? 0
  }

  onStart(): void {
    this.#poll()
  }

  onTimer(timer: number): void {
    if (timer === HANDLE) {
      for (const event of this.#later) this.#handle(event)
      this.#context.disk.sync()
      this.#later = []
    }
    this.#poll()
  }

  onMessage(_from: number, message: OutboxMessage): void {
    if (message.type !== 'Events' || message.from !== this.#position) return
    const { events } = message
    if (events.length === 0) {
      this.#context.setTimer(POLL, this.#settings.pollUs)
      return
    }
    if (this.#settings.mistake === 'position-first') {
      this.#later = events
      this.#context.setTimer(HANDLE, this.#settings.pollUs)
    } else for (const event of events) this.#handle(event)
    this.#context.disk.write('position', this.#position + events.length)
    this.#context.disk.sync()
    this.#position += events.length
    if (this.#later.length === 0) this.#poll()
  }

  view(): NodeView {
    return {
      role: 'consumer',
      fields: { position: this.#position, handled: this.handled.length },
      log: this.handled.slice(-40).map(String),
    }
  }

  #handle({ order }: OrderEvent): void {
    if (this.#known.has(order)) {
      this.#context.moment('duplicate-ignored')
      if (this.#context.telling) this.#context.tell(`has had order ${order} before and ignores it`)
      return
    }
    this.#context.disk.append('handled', order)
    this.#known.add(order)
  }

  #poll(): void {
    this.#context.send(BROKER, { type: 'Poll', from: this.#position })
    this.#context.setTimer(POLL, Math.max(this.#settings.pollUs, this.#settings.retryUs))
  }
}
