import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { HashingMessage } from './messages.ts'
import type { Membership } from './ring.ts'
import { firstMembership, type HashingSettings } from './server-node.ts'

const RETRY = 0
/** Two servers that each send to the other agree as soon as the key has moved. */
const RETRY_US = 10_000

interface Pending {
  readonly operation: Operation
  readonly nth: number
  /** Where to ask next. */
  at: number
  /** It is about to ask: however often the network doubles an answer, it asks once more and not twice. */
  waits: boolean
}

/** A client that looks owners up on the ring as it last heard of it. */
export class ClientNode implements ClusterNode<HashingMessage> {
  readonly kind = 'client'
  lookups = 0
  misses = 0
  readonly #context: Context<HashingMessage>
  readonly #settings: HashingSettings
  readonly #pending = new Map<number, Pending>()
  #membership: Membership
  #writes = 0

  constructor(context: Context<HashingMessage>, settings: HashingSettings) {
    this.#context = context
    this.#settings = settings
    this.#membership = firstMembership(settings)
  }

  onStart(): void {}

  onRequest(operation: Operation): void {
    if (operation.name === 'write') this.#writes += 1
    const at = this.#settings.placement.owner(this.#membership.members, Number(operation.key))
    const pending = { operation, nth: this.#writes, at, waits: false }
    this.#pending.set(operation.id, pending)
    this.#ask(pending)
  }

  onTimer(_timer: number, operation: number): void {
    const pending = this.#pending.get(operation)
    if (pending === undefined) return
    pending.waits = false
    if (pending.operation.outcome === 'open') this.#ask(pending)
    else this.#pending.delete(operation)
  }

  onMessage(_from: number, message: HashingMessage): void {
    if (message.type === 'answer') {
      this.#pending.delete(message.operation)
      this.#context.reply(message.operation, 'ok', message.version)
    } else if (message.type === 'elsewhere') {
      if (message.membership.epoch > this.#membership.epoch) this.#membership = message.membership
      const pending = this.#pending.get(message.operation)
      if (pending === undefined) return
      this.misses += 1
      this.#context.moment('asked-wrong-server')
      pending.at = message.at
      if (pending.waits) return
      pending.waits = true
      this.#context.after(RETRY_US, RETRY, message.operation)
    }
  }

  view(): NodeView {
    return {
      role: 'client',
      fields: { ring: this.#membership.epoch, lookups: this.lookups, misses: this.misses },
    }
  }

  #ask({ operation, nth, at }: Pending): void {
    const lookup = { operation: operation.id, key: Number(operation.key), membership: this.#membership }
    const client = this.#context.id - this.#settings.allServers - 1
    this.lookups += 1
    if (operation.name === 'read') this.#context.send(at, { type: 'get', ...lookup })
    else this.#context.send(at, { type: 'put', client, nth, ...lookup })
  }
}
