import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { Freshness, NOTHING, RegisterOrder } from '../../kernel/register.ts'
import { spellVersion } from '../../kernel/version.ts'
import { type Hint, spell, type Tagged } from './messages.ts'
import type { QuorumNode } from './node.ts'
import { quorumsMeet, replicasOf, type Settings } from './parameters.ts'

/** What is known of one key. */
class Key {
  readonly replicas: readonly number[]
  readonly claimed: RegisterOrder
  /** Counts how often a read saw an older value than a read before it. */
  readonly atomic = new RegisterOrder('atomic')
  readonly freshness = new Freshness()
  /** The newest version on a replica while faults could still strike. */
  newest = 0

  constructor(key: number, settings: Settings) {
    this.replicas = replicasOf(key, settings)
    this.claimed = new RegisterOrder(settings.repair === 'before' ? 'atomic' : 'regular', spellVersion)
  }
}

export class QuorumMonitor implements Monitor<QuorumNode> {
  readonly #cluster: ClusterView<QuorumNode>
  readonly #settings: Settings
  readonly #keys: Key[]
  /** By node, then key: what was last seen there. It is on the disk, or should be. */
  readonly #stored: Tagged[][]
  readonly #hints: (readonly Hint[])[]
  readonly #asked = new Map<number, Operation>()
  #seen = 0
  #reads = 0
  #staleReads = 0
  #inversions = 0
  #judged = false

  constructor(cluster: ClusterView<QuorumNode>, settings: Settings) {
    this.#cluster = cluster
    this.#settings = settings
    this.#keys = Array.from({ length: settings.keys }, (_, key) => new Key(key, settings))
    this.#stored = Array.from({ length: settings.nodes }, () => [])
    this.#hints = Array.from({ length: settings.nodes }, () => [])
  }

  after({ replica }: QuorumNode, id: number): void {
    if (this.#seen < this.#cluster.operations.length) this.#begun()
    const known = this.#stored[id] as Tagged[]
    for (let key = 0; key < replica.stored.length; key += 1) {
      const state = replica.stored[key] as Tagged
      if (state !== known[key]) this.#changed(id, key, state)
    }
    if (replica.hints !== this.#hints[id]) this.#hintsChanged(id, replica.hints)
    if (!this.#judged) this.#watchHeal()
  }

  #begun(): void {
    const { operations } = this.#cluster
    for (; this.#seen < operations.length; this.#seen += 1) {
      const operation = operations[this.#seen] as Operation
      if (operation.name !== 'write') continue
      this.#asked.set(operation.id, operation)
      const key = this.#keys[operation.key as number]
      key?.claimed.begins(operation.id, operation.invokedUs)
      key?.atomic.begins(operation.id, operation.invokedUs)
    }
  }

  #changed(id: number, key: number, state: Tagged): void {
    const known = this.#stored[id] as Tagged[]
    const before = known[key]
    known[key] = state
    const entry = this.#keys[key] as Key
    if (this.#cluster.nowUs <= this.#cluster.healUs) entry.newest = Math.max(entry.newest, state.version)
    if (before === undefined || before.version <= state.version) return
    this.#cluster.violated(
      'never-older',
      `node ${id} had ${spell(before)} under key ${key} and now has ${spell(state)}`,
      [id],
    )
  }

  #hintsChanged(id: number, hints: readonly Hint[]): void {
    const before = this.#hints[id] as readonly Hint[]
    this.#hints[id] = hints
    for (const { target, key, state } of before) {
      const kept = hints.some(
        (hint) => hint.target === target && hint.key === key && hint.state.version >= state.version,
      )
      if (kept || this.#versionOn(target, key) >= state.version) continue
      this.#cluster.violated(
        'hints-delivered',
        `node ${id} drops its hint for node ${target}, which has version ${spellVersion(this.#versionOn(target, key))} of key ${key} and not ${spellVersion(state.version)}`,
        [id],
      )
    }
  }

  #versionOn(node: number, key: number): number {
    return this.#stored[node]?.[key]?.version ?? 0
  }

  completed(operation: Operation): void {
    if (operation.outcome !== 'ok') return
    const state = operation.result as Tagged
    const key = this.#keys[operation.key as number] as Key
    if (operation.name === 'write') this.#wrote(operation, key, state)
    else this.#read(operation, key, state)
    this.#judgeOrder(operation, key, state)
  }

  #wrote(
    { node, id, key: name, invokedUs, completedUs }: Operation,
    key: Key,
    { version, value }: Tagged,
  ): void {
    key.freshness.wrote(value, invokedUs, completedUs)
    const { w, sloppy } = this.#settings
    const copies = key.replicas.filter(
      (replica) => this.#versionOn(replica, name as number) >= version,
    ).length
    const keepers = sloppy ? this.#keepersOf(name as number, version) : 0
    if (copies + keepers >= w) return
    this.#cluster.violated(
      'durable',
      `node ${node} acknowledges the write ${id} of key ${name}, which is on ${copies + keepers} nodes instead of W = ${w}`,
      [node],
    )
  }

  #keepersOf(key: number, version: number): number {
    return this.#hints.filter((hints) =>
      hints.some((hint) => hint.key === key && hint.state.version >= version),
    ).length
  }

  #read({ node, key: name, invokedUs }: Operation, key: Key, { value, version }: Tagged): void {
    this.#reads += 1
    if (key.freshness.isStale(value, invokedUs)) this.#staleReads += 1
    const write = this.#asked.get(value)
    if (value === NOTHING || write?.key === name) return
    this.#cluster.violated(
      'nothing-invented',
      `node ${node} returns value ${value} (version ${spellVersion(version)}) for key ${name}, which nobody wrote there`,
      [node],
    )
  }

  #judgeOrder(operation: Operation, key: Key, { value, version }: Tagged): void {
    const { invokedUs, completedUs, node } = operation
    const name = operation.name === 'read' ? 'read' : 'write'
    const access = { name, value, version, invokedUs, endedUs: completedUs } as const
    if (key.atomic.ends(access) !== undefined) this.#inversions += 1
    if (!quorumsMeet(this.#settings)) return
    const wrong = key.claimed.ends(access)
    if (wrong === undefined) return
    this.#cluster.violated('reads-latest', `node ${node} answers for key ${operation.key}: ${wrong}`, [node])
  }

  /** By then hints are delivered and every two nodes have compared their versions. */
  #watchHeal(): void {
    const { nowUs, healUs } = this.#cluster
    const limitUs = convergesWithinUs(this.#settings)
    if (nowUs <= healUs + limitUs) return
    this.#judged = true
    this.#keys.forEach(({ replicas, newest }, key) => {
      const behind = replicas.find((node) => this.#versionOn(node, key) < newest)
      if (behind === undefined) return
      this.#cluster.violated(
        'converges',
        `node ${behind} has version ${spellVersion(this.#versionOn(behind, key))} of key ${key}, ${limitUs / 1000} ms after the faults were over, though another replica had ${spellVersion(newest)} before that`,
        [behind],
      )
    })
  }

  metrics(): Record<string, number> {
    return {
      stale_reads: this.#reads === 0 ? Number.NaN : this.#staleReads / this.#reads,
      inversions: this.#inversions,
      read_repairs: this.#cluster.count('read-repaired'),
      hints_stored: this.#cluster.count('hint-stored'),
      hints_pending: this.#hints.reduce((count, hints) => count + hints.length, 0),
    }
  }
}

/** Each node compares with one other per round: after all others had their turn, three deliveries end the last exchange. */
function convergesWithinUs({ nodes, antiEntropyUs, latencyMaxUs }: Settings): number {
  return nodes * antiEntropyUs + 3 * latencyMaxUs
}
