import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { VectorMessage } from './messages.ts'
import type { Mistake } from './mutants.ts'
import { describeVersion, merged, noVersions, type Siblings, type Version, written } from './version.ts'

export interface VectorSettings {
  readonly servers: number
  readonly keys: number
  readonly syncUs: number
  readonly mistake: Mistake | undefined
}

type MessageOf<Type extends VectorMessage['type']> = Extract<VectorMessage, { type: Type }>

const SYNC = 0

/** A server that takes reads and writes of every key by itself and lets the others know. */
export class ServerNode implements ClusterNode<VectorMessage> {
  readonly kind = 'server'
  /** By key. */
  readonly stored: Siblings[]
  readonly #context: Context<VectorMessage>
  readonly #settings: VectorSettings
  readonly #mistake: Mistake | undefined
  readonly #counters: Int32Array
  #stamp: number
  #next: number

  constructor(context: Context<VectorMessage>, settings: VectorSettings) {
    const { keys, servers } = settings
    this.#context = context
    this.#settings = settings
    this.#mistake = settings.mistake
    this.#next = context.id
    this.#counters = new Int32Array(keys)
    this.#stamp = context.disk.read<number>('stamp') ?? 0
    this.stored = Array.from(
      { length: keys },
      (_, key) => context.disk.read<Siblings>(`key ${key}`) ?? noVersions(servers),
    )
  }

  onStart(): void {
    this.#context.setTimer(SYNC, this.#context.random.integer(this.#settings.syncUs) + 1)
  }

  /** The others in turn get everything, so that what was lost on the way comes again. */
  onTimer(): void {
    const { servers, syncUs } = this.#settings
    this.#context.setTimer(SYNC, syncUs)
    if (servers === 1 || this.#mistake === 'tells-once') return
    this.#next = (this.#next + 1) % servers
    if (this.#next === this.#context.id) this.#next = (this.#next + 1) % servers
    const keys = this.stored.map((siblings, key) => ({ key, siblings }))
    this.#context.send(this.#next, { type: 'sync', keys })
  }

  onMessage(from: number, message: VectorMessage): void {
    if (message.type === 'get') this.#answer(from, message)
    else if (message.type === 'put') this.#onPut(from, message)
    else if (message.type === 'sync') this.#onSync(from, message)
  }

  view(): NodeView {
    const siblings = this.stored.reduce((most, { versions }) => Math.max(most, versions.length), 0)
    return {
      role: 'server',
      fields: { siblings },
      log: this.stored.map(({ versions }, key) => `${key}: ${versions.map(describeVersion).join(' | ')}`),
    }
  }

  #answer(to: number, { operation, key }: { operation: number; key: number }): void {
    const siblings = this.stored[key] as Siblings
    this.#context.send(to, { type: 'answer', operation, key, siblings, stamp: this.#stamp })
  }

  #onPut(from: number, message: MessageOf<'put'>): void {
    const { disk } = this.#context
    const { key, nth } = message
    if (nth <= (disk.read<number>(`writes of ${from}`) ?? 0)) return
    const old = this.stored[key] as Siblings
    const version = this.#versionFor(message, old)
    const siblings = written(old, version, this.#mistake)
    disk.write(`writes of ${from}`, nth)
    disk.write('stamp', version.stamp)
    this.#stamp = version.stamp
    this.#store(key, siblings)
    disk.sync()
    this.#notePut(key, old, siblings, version)
    this.#answer(from, message)
    for (let peer = 0; peer < this.#settings.servers; peer += 1) {
      if (peer !== this.#context.id) this.#context.send(peer, { type: 'sync', keys: [{ key, siblings }] })
    }
  }

  #versionFor({ operation, key, seen, stamp }: MessageOf<'put'>, { clock }: Siblings): Version {
    const { id } = this.#context
    const known =
      this.#mistake === 'volatile-counter' ? (this.#counters[key] as number) : (clock[id] as number)
    const counter = this.#mistake === 'forgets-own-entry' ? known : known + 1
    this.#counters[key] = counter
    return {
      operation,
      server: id,
      counter,
      seen:
        this.#mistake === 'clock-of-the-server'
          ? clock.map((at, i) => Math.max(at, seen[i] as number))
          : seen,
      stamp: Math.max(this.#stamp, stamp) + 1,
    }
  }

  #onSync(from: number, { keys }: MessageOf<'sync'>): void {
    for (const { key, siblings } of keys) {
      const old = this.stored[key] as Siblings
      if (old === siblings) continue
      const both = merged(old, siblings, this.#mistake)
      this.#store(key, both)
      for (const { stamp } of both.versions) this.#stamp = Math.max(this.#stamp, stamp)
      this.#noteSync(from, key, old, both)
    }
  }

  #store(key: number, siblings: Siblings): void {
    this.#context.disk.write(`key ${key}`, siblings)
    this.stored[key] = siblings
  }

  #notePut(key: number, old: Siblings, { versions }: Siblings, version: Version): void {
    const context = this.#context
    if (versions.length > 1) context.moment('conflict')
    if (versions.filter(({ server }) => server === context.id).length > 1)
      context.moment('conflict-at-one-server')
    const replaced = old.versions.length + 1 - versions.length
    if (replaced > 1) context.moment('reconciled')
    if (!context.telling) return
    const beside = versions.length > 1 ? ` and keeps ${versions.length} versions side by side` : ''
    context.tell(`stores ${describeVersion(version)} of key ${key}, which replaces ${replaced}${beside}`)
  }

  #noteSync(from: number, key: number, old: Siblings, { versions }: Siblings): void {
    const context = this.#context
    if (versions.length > 1 && versions.length > old.versions.length) context.moment('conflict')
    if (!context.telling || sameVersions(old.versions, versions)) return
    context.tell(
      `hears from server ${from} and now has key ${key} as ${versions.map(describeVersion).join(' | ')}`,
    )
  }
}

function sameVersions(a: readonly Version[], b: readonly Version[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}
