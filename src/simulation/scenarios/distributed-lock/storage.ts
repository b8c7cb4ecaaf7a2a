import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { LockMessage, MessageOf } from './messages.ts'
import type { LockSettings } from './settings.ts'

/** A read or write that the storage served. */
export interface Access {
  readonly client: number
  readonly token: number
  readonly kind: 'read' | 'write'
  /** Before and after it; the same for a read. */
  readonly before: number
  readonly value: number
}

/**
 * What the lock protects: a counter. A lock that can expire protects nothing by itself, because its
 * holder may stop between looking at the clock and writing; the storage must refuse those who come
 * late (Kleppmann, "How to do distributed locking", 2016: fencing tokens). A read counts as coming:
 * otherwise a late write could slip in between the read and the write of the next holder.
 */
export class Storage implements ClusterNode<LockMessage> {
  value: number
  /** The highest token that was seen. */
  highest: number
  last: Access | undefined
  readonly #context: Context<LockMessage>
  readonly #settings: LockSettings
  readonly #fencing: boolean
  /** Tokens that were served, for the mutant that checks them once. */
  readonly #served = new Set<number>()

  constructor(context: Context<LockMessage>, settings: LockSettings) {
    this.#context = context
    this.#settings = settings
    this.#fencing = settings.fencing && settings.mistake !== 'no-fencing'
    this.value = context.disk.read<number>('value') ?? 0
    this.highest = context.disk.read<number>('token') ?? 0
  }

  onStart(): void {}

  onTimer(): void {}

  onMessage(from: number, message: LockMessage): void {
    if (message.type === 'Read') this.#onRead(from, message)
    else if (message.type === 'Write') this.#onWrite(from, message)
  }

  view(): NodeView {
    return { role: 'storage', fields: { value: this.value, token: this.highest } }
  }

  #onRead(from: number, { token }: MessageOf<'Read'>): void {
    if (this.#refuses(from, token)) return
    if (this.#settings.mistake !== 'reads-without-token') this.#see(token)
    this.#context.disk.sync()
    this.#serve({ client: from, token, kind: 'read', before: this.value, value: this.value })
    this.#context.send(from, { type: 'Value', token, value: this.value })
  }

  #onWrite(from: number, { token, sequence, value }: MessageOf<'Write'>): void {
    if (this.#refuses(from, token)) return
    const { disk } = this.#context
    const key = `writes with token ${token}`
    const written = disk.read<number>(key) ?? 0
    const isCopy = sequence <= written && this.#settings.mistake !== 'writes-twice'
    if (!isCopy) {
      const before = this.value
      disk.write(key, sequence)
      disk.write('value', value)
      this.#see(token)
      disk.sync()
      this.value = value
      this.#serve({ client: from, token, kind: 'write', before, value })
      this.#context.moment('write-served')
      if (this.#context.telling) {
        this.#context.tell(`takes ${value} in place of ${before} from ${this.#name(from)}, token ${token}`)
      }
    }
    this.#context.send(from, { type: 'Written', token, sequence })
  }

  #refuses(from: number, token: number): boolean {
    const context = this.#context
    const { highest } = this
    const known = this.#settings.mistake === 'checks-first-write-only' && this.#served.has(token)
    if (!this.#fencing || token >= highest || known) return false
    context.moment('late-refused')
    if (context.telling) context.tell(`refuses ${this.#name(from)}: token ${token} is below ${highest}`)
    context.send(from, { type: 'Refused', token, highest })
    return true
  }

  #see(token: number): void {
    if (token <= this.highest) return
    this.#context.disk.write('token', token)
    this.highest = token
  }

  #serve(access: Access): void {
    this.#served.add(access.token)
    this.last = access
  }

  #name(node: number): string {
    return `client ${node - this.#settings.storage - 1}`
  }
}
