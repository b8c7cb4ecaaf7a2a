import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { ChargeMessage, ChargeRequest } from './messages.ts'
import { type ChargeSettings, SERVER } from './settings.ts'

const RETRY = 0

/**
 * Sends a request until it is answered or expires. The request is on disk with its key before it is
 * sent the first time, so that a client that restarts goes on with the same key.
 */
export class Client implements ClusterNode<ChargeMessage> {
  readonly #context: Context<ChargeMessage>
  readonly #settings: ChargeSettings
  readonly #open = new Map<number, ChargeRequest>()
  #attempts = 0

  constructor(context: Context<ChargeMessage>, settings: ChargeSettings) {
    this.#context = context
    this.#settings = settings
  }

  onStart(): void {
    const { disk } = this.#context
    const done = new Set(disk.list<number>('done'))
    for (const request of disk.list<ChargeRequest>('requests')) {
      if (done.has(request.operation)) continue
      this.#open.set(request.operation, request)
      this.#context.moment('client-restarted')
      this.#send(request)
    }
  }

  onRequest({ id, key, value }: Operation): void {
    const request: ChargeRequest = {
      type: 'Charge',
      key: String(key),
      operation: id,
      amount: Number(value),
      expiresUs: this.#context.clockUs() + this.#settings.retryWindowUs,
    }
    this.#context.disk.append('requests', request)
    this.#context.disk.sync()
    this.#open.set(id, request)
    this.#send(request)
  }

  onMessage(_from: number, message: ChargeMessage): void {
    if (message.type === 'Charge' || !this.#open.has(message.operation)) return
    this.#close(message.operation)
    if (message.type === 'Receipt') this.#context.reply(message.operation, 'ok', message.receipt)
    else this.#context.reply(message.operation, 'ok', message.why)
  }

  onTimer(_timer: number, operation: number): void {
    const request = this.#open.get(operation)
    if (request === undefined) return
    if (this.#context.clockUs() < request.expiresUs) {
      if (this.#settings.mistake === 'never-retries') {
        if (this.#context.telling) this.#context.tell(`has no answer to request ${operation} and waits on`)
        return
      }
      this.#context.moment('retried')
      if (this.#context.telling) this.#context.tell(`has no answer and sends request ${operation} again`)
      this.#send(request)
      return
    }
    this.#close(operation)
    if (this.#context.telling)
      this.#context.tell(`gives up on request ${operation} and does not know what became of it`)
    this.#context.reply(operation, 'unknown', 'no answer')
  }

  view(): NodeView {
    return { role: 'client', fields: { waiting: this.#open.size } }
  }

  #send(request: ChargeRequest): void {
    this.#attempts += 1
    const wrong = this.#settings.mistake === 'key-per-attempt'
    const sent = wrong ? { ...request, key: `${request.key}#${this.#context.id}.${this.#attempts}` } : request
    this.#context.send(SERVER, sent)
    const { retryUs } = this.#settings
    // Half as much again at random, so that clients do not all come at once.
    this.#context.after(retryUs + this.#context.random.integer((retryUs >> 1) + 1), RETRY, request.operation)
  }

  #close(operation: number): void {
    this.#open.delete(operation)
    this.#context.disk.append('done', operation)
    this.#context.disk.sync()
  }
}
