import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { VectorMessage } from './messages.ts'
import type { VectorSettings } from './server-node.ts'
import type { Clock } from './version.ts'

/** What a client did and learned, in order: who watches derives from it what a write had seen. */
export type Step =
  | { readonly kind: 'wrote'; readonly key: number; readonly operation: number }
  | { readonly kind: 'saw'; readonly key: number; readonly operations: readonly number[] }

/** A client that remembers what it has seen of each key and says so when it writes. */
export class ClientNode implements ClusterNode<VectorMessage> {
  readonly kind = 'client'
  readonly steps: Step[] = []
  readonly #context: Context<VectorMessage>
  readonly #servers: number
  readonly #seen: Clock[]
  #stamp = 0
  #writes = 0

  constructor(context: Context<VectorMessage>, { servers, keys }: VectorSettings) {
    this.#context = context
    this.#servers = servers
    this.#seen = Array.from({ length: keys }, () => new Int32Array(servers))
  }

  onStart(): void {}

  onTimer(): void {}

  onRequest({ id: operation, name, key: at }: Operation): void {
    const key = Number(at)
    const server = this.#context.random.integer(this.#servers)
    if (name === 'read') {
      this.#context.send(server, { type: 'get', operation, key })
      return
    }
    this.#writes += 1
    this.steps.push({ kind: 'wrote', key, operation })
    const seen = this.#seen[key] as Clock
    this.#context.send(server, { type: 'put', operation, key, nth: this.#writes, seen, stamp: this.#stamp })
    if (this.#context.telling) {
      this.#context.tell(
        `writes ${operation} to key ${key} at server ${server}, having seen [${seen.join(' ')}]`,
      )
    }
  }

  onMessage(_from: number, message: VectorMessage): void {
    if (message.type !== 'answer') return
    const { operation, key, siblings, stamp } = message
    const { versions, clock } = siblings
    const known = this.#seen[key] as Clock
    this.#seen[key] = known.map((entry, at) => Math.max(entry, clock[at] as number))
    this.#stamp = Math.max(this.#stamp, stamp)
    this.steps.push({ kind: 'saw', key, operations: versions.map((one) => one.operation) })
    this.#context.reply(operation, 'ok', versions.length)
  }

  view(): NodeView {
    return {
      role: 'client',
      fields: { writes: this.#writes },
      log: this.#seen.map((seen, key) => `${key}: [${seen.join(' ')}]`),
    }
  }
}
