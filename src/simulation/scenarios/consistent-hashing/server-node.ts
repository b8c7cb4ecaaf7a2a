import { counted } from '../../../lib/counted.ts'
import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { HashingMessage, KeyCopy, KeyRecord } from './messages.ts'
import type { Mistake } from './mutants.ts'
import type { Placement } from './placement.ts'
import type { Membership } from './ring.ts'

export interface HashingSettings {
  readonly servers: number
  /** Those included that join later. */
  readonly allServers: number
  readonly clients: number
  readonly keys: number
  readonly changes: number
  readonly changeEveryUs: number
  readonly keysPerTransfer: number
  readonly transferEveryUs: number
  readonly placement: Placement
  /** Who leaves: the oldest member, or the newest, where only that can. */
  readonly leaves: 'oldest' | 'newest'
  readonly mistake: Mistake | undefined
}

type MessageOf<Type extends HashingMessage['type']> = Extract<HashingMessage, { type: Type }>

const TRANSFER = 0
/** A transfer without an answer is sent again after this. */
export const RESEND_US = 200_000

/**
 * A server that keeps the keys of its part of the ring. When the ring changes it serves a key until
 * it sends it to the new owner, and keeps it until the new owner has it on its disk.
 */
export class ServerNode implements ClusterNode<HashingMessage> {
  readonly kind = 'server'
  readonly records = new Map<number, KeyRecord>()
  /** Keys that it got, changed or gave away, in order. */
  readonly changes: number[] = []
  membership: Membership
  readonly #context: Context<HashingMessage>
  readonly #settings: HashingSettings
  readonly #mistake: Mistake | undefined
  /** Keys that belong to others, and when they were sent last. */
  readonly #leaving = new Map<number, number>()

  constructor(context: Context<HashingMessage>, settings: HashingSettings) {
    const { disk } = context
    this.#context = context
    this.#settings = settings
    this.#mistake = settings.mistake
    this.membership = disk.read<Membership>('membership') ?? firstMembership(settings)
    for (let key = 0; key < settings.keys; key += 1) {
      const record = disk.read<KeyRecord>(`key ${key}`)
      if (record !== undefined) this.records.set(key, record)
    }
  }

  onStart(): void {
    if (this.#context.disk.read('membership') === undefined) this.#firstStart()
    this.#findLeaving()
  }

  onTimer(): void {
    this.#context.setTimer(TRANSFER, this.#settings.transferEveryUs)
    this.#transfer()
  }

  onMessage(from: number, message: HashingMessage): void {
    if ('membership' in message) this.#adopt(message.membership)
    switch (message.type) {
      case 'ring':
        if (this.#leaving.size === 0 && message.membership.epoch === this.membership.epoch) {
          this.#context.send(from, { type: 'settled', epoch: this.membership.epoch })
        }
        break
      case 'transfer':
        this.#onTransfer(from, message)
        break
      case 'received':
        this.#onReceived(message)
        break
      case 'get':
        this.#onGet(from, message)
        break
      case 'put':
        this.#onPut(from, message)
    }
  }

  view(): NodeView {
    const { epoch, members } = this.membership
    return {
      role: members.includes(this.#context.id) ? 'member' : 'outside',
      fields: { ring: epoch, keys: this.records.size, leaving: this.#leaving.size },
    }
  }

  #firstStart(): void {
    const { keys, clients, placement } = this.#settings
    const { disk, id } = this.#context
    disk.write('membership', this.membership)
    const taken = new Array<number>(clients).fill(0)
    for (let key = 0; key < keys; key += 1) {
      if (placement.owner(this.membership.members, key) !== id) continue
      this.#store(key, { version: 0, operation: -1, taken, sent: false })
    }
    disk.sync()
  }

  // Changes of the ring.

  #adopt(membership: Membership): void {
    if (membership.epoch <= this.membership.epoch) return
    const { disk } = this.#context
    disk.write('membership', membership)
    disk.sync()
    this.membership = membership
    if (this.#mistake === 'forgets-a-range') this.#forget()
    this.#findLeaving()
    if (this.#leaving.size > 0 && this.#context.telling) {
      const { epoch, members } = membership
      this.#context.tell(
        `learns of ring ${epoch} with the servers ${members.join(', ')} and has ${counted(this.#leaving.size, 'key')} for others`,
      )
    }
  }

  #findLeaving(): void {
    const { placement } = this.#settings
    this.#leaving.clear()
    for (const key of this.records.keys()) {
      if (placement.owner(this.membership.members, key) !== this.#context.id)
        this.#leaving.set(key, Number.NEGATIVE_INFINITY)
    }
    if (this.#leaving.size > 0) this.#context.setTimer(TRANSFER, this.#settings.transferEveryUs)
  }

  /** One transfer to one server, of keys that were not sent or not acknowledged in time. */
  #transfer(): void {
    const { keysPerTransfer, placement } = this.#settings
    const context = this.#context
    if (this.#leaving.size === 0) {
      context.clearTimer(TRANSFER)
      return
    }
    const { members } = this.membership
    const dueUs = context.clockUs() - RESEND_US
    const copies: KeyCopy[] = []
    let heir = -1
    for (const [key, sentUs] of this.#leaving) {
      if (sentUs > dueUs || this.#isSentForGood(sentUs)) continue
      const to = placement.heir(members, key)
      if (heir < 0) heir = to
      if (to !== heir) continue
      copies.push({ key, record: this.records.get(key) as KeyRecord })
      if (copies.length === keysPerTransfer) break
    }
    if (copies.length === 0) return
    this.#markSent(copies)
    context.send(heir, { type: 'transfer', membership: this.membership, copies })
    if (this.#mistake === 'deletes-before-acknowledgement') for (const { key } of copies) this.#delete(key)
    if (context.telling)
      context.tell(
        `sends ${counted(copies.length, 'key')} to server ${heir}, ${this.#leaving.size} are to go`,
      )
  }

  #isSentForGood(sentUs: number): boolean {
    return this.#mistake === 'transfers-once' && sentUs > Number.NEGATIVE_INFINITY
  }

  /** On disk before the keys go out: after a crash it must not serve what another server serves by then. */
  #markSent(copies: readonly KeyCopy[]): void {
    const { disk } = this.#context
    for (const { key, record } of copies) {
      this.#leaving.set(key, this.#context.clockUs())
      if (!record.sent && this.#mistake !== 'keeps-serving') this.#store(key, { ...record, sent: true })
    }
    disk.sync()
  }

  #onTransfer(from: number, { membership, copies }: MessageOf<'transfer'>): void {
    const { epoch } = this.membership
    // An old one, sent twice by the network: what it brought has come, and may have gone on.
    if (membership.epoch !== epoch) return
    for (const { key, record } of copies) {
      if (!this.records.has(key)) this.#store(key, { ...record, sent: false })
    }
    if (this.#mistake !== 'acknowledges-before-sync') this.#context.disk.sync()
    this.#context.moment('keys-received')
    this.#context.send(from, { type: 'received', epoch, keys: copies.map(({ key }) => key) })
    if (this.#settings.mistake === 'wrong-neighbour') this.#findLeaving()
  }

  #onReceived({ epoch, keys }: MessageOf<'received'>): void {
    if (epoch !== this.membership.epoch) return
    for (const key of keys) if (this.#leaving.has(key)) this.#delete(key)
    this.#context.disk.sync()
    if (this.#leaving.size === 0) this.#context.moment('handed-over')
  }

  #forget(): void {
    const { members } = this.membership
    if (members.includes(this.#context.id)) return
    const forgotten = members[members.length - 1]
    if (this.records.size > 0 && this.#context.telling)
      this.#context.tell(
        `learns that it is to leave and forgets that server ${forgotten} takes over from it too`,
      )
    for (const key of [...this.records.keys()]) {
      if (this.#settings.placement.owner(members, key) === forgotten) this.#delete(key)
    }
    this.#context.disk.sync()
  }

  // Requests.

  #onGet(from: number, { operation, key }: MessageOf<'get'>): void {
    const record = this.records.get(key)
    if (record === undefined || record.sent) this.#sendElsewhere(from, operation, key)
    else this.#answer(from, operation, key, record.version)
  }

  #onPut(from: number, { operation, key, client, nth }: MessageOf<'put'>): void {
    const record = this.records.get(key)
    if (record === undefined || record.sent) {
      this.#sendElsewhere(from, operation, key)
      return
    }
    if (nth <= (record.taken[client] as number)) return
    const version = record.version + 1
    this.#store(key, { version, operation, taken: record.taken.with(client, nth), sent: false })
    this.#context.disk.sync()
    this.#answer(from, operation, key, version)
  }

  #answer(to: number, operation: number, key: number, version: number): void {
    if (this.#leaving.has(key)) this.#context.moment('served-before-leaving')
    this.#context.send(to, { type: 'answer', operation, version })
  }

  /** To the owner; an owner that has not got the key yet sends to the owner before. */
  #sendElsewhere(to: number, operation: number, key: number): void {
    const { placement } = this.#settings
    const { members, before } = this.membership
    const owner = placement.owner(members, key)
    const at = owner === this.#context.id ? placement.owner(before, key) : owner
    this.#context.send(to, { type: 'elsewhere', operation, membership: this.membership, at })
  }

  #store(key: number, record: KeyRecord): void {
    this.#context.disk.write(`key ${key}`, record)
    this.records.set(key, record)
    this.changes.push(key)
  }

  #delete(key: number): void {
    this.#context.disk.write(`key ${key}`, undefined)
    this.records.delete(key)
    this.#leaving.delete(key)
    this.changes.push(key)
  }
}

export function firstMembership({ servers }: HashingSettings): Membership {
  const members = Array.from({ length: servers }, (_, server) => server)
  return { epoch: 0, members, before: members }
}
