import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { OrderEvent, OutboxMessage } from './messages.ts'
import type { OutboxSettings } from './settings.ts'

/** Keeps what is published, in the order in which it comes, and knows nothing of its meaning. */
export class Broker implements ClusterNode<OutboxMessage> {
  readonly log: readonly OrderEvent[]
  readonly #context: Context<OutboxMessage>
  readonly #settings: OutboxSettings

  constructor(context: Context<OutboxMessage>, settings: OutboxSettings) {
    this.#context = context
    this.#settings = settings
    this.log = context.disk.list<OrderEvent>('log')
  }

  onStart(): void {}

  onTimer(): void {}

  onMessage(from: number, message: OutboxMessage): void {
    if (message.type === 'Publish') this.#onPublish(from, message.id, message.events)
    else if (message.type === 'Poll') {
      const events = this.log.slice(message.from, message.from + this.#settings.batch)
      this.#context.send(from, { type: 'Events', from: message.from, events })
    }
  }

  view(): NodeView {
    return {
      role: 'broker',
      fields: { events: this.log.length },
      log: this.log.slice(-40).map(({ order, key }) => `${order} of customer ${key}`),
    }
  }

  #onPublish(from: number, id: number, events: readonly OrderEvent[]): void {
    for (const event of events) this.#context.disk.append('log', event)
    this.#context.disk.sync()
    this.#context.moment('logged')
    if (this.#context.telling) this.#context.tell(`appends ${events.map(({ order }) => order).join(', ')}`)
    this.#context.send(from, { type: 'Published', id })
  }
}
