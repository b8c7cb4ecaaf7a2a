import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { placementOf } from './algorithms.ts'
import { capacityOf } from './bounded-loads.ts'
import type { ClientNode } from './client-node.ts'
import type { CoordinatorNode } from './coordinator-node.ts'
import { KeyVersions } from './key-versions.ts'
import type { Placement, PlacementSettings } from './placement.ts'
import { type Membership, Rings } from './ring.ts'
import { loadsOf, ringMetrics, unlikelyShare } from './ring-metrics.ts'
import type { HashingSettings, ServerNode } from './server-node.ts'

export type HashingNode = ServerNode | CoordinatorNode | ClientNode

export interface HashingJudging {
  readonly settings: HashingSettings
  readonly placing: PlacementSettings
  /** From the end of the faults, or from when the last change was due, until all keys must be at rest. */
  readonly settlesWithinUs: number
}

const NOT_HELD = 0
const SENT = 1
const SERVED = 2

/** Knows which server has which key, as far as disks are concerned: a server that is down still has its keys. */
export class HashingMonitor implements Monitor<HashingNode> {
  readonly #cluster: ClusterView<HashingNode>
  readonly #judging: HashingJudging
  readonly #nodes: (ServerNode | undefined)[] = []
  readonly #looked: number[] = []
  /** By server and key. */
  readonly #holds: Uint8Array
  readonly #holders: Int32Array
  readonly #versions: KeyVersions
  /** What the algorithm says when there is no mistake in it. */
  readonly #reference: Placement
  /** By epoch. */
  readonly #memberships: Membership[] = []
  readonly #moved: number[] = []
  readonly #clients: ClientNode[] = []
  #coordinator: CoordinatorNode | undefined
  #movingSinceUs = Number.NaN
  readonly #movingSpans: { fromUs: number; toUs: number }[] = []

  constructor(cluster: ClusterView<HashingNode>, judging: HashingJudging) {
    const { allServers, keys } = judging.settings
    this.#cluster = cluster
    this.#judging = judging
    this.#holds = new Uint8Array(allServers * keys)
    this.#holders = new Int32Array(keys)
    this.#versions = new KeyVersions(keys)
    this.#reference = placementOf(judging.placing)
  }

  after(node: HashingNode, id: number): void {
    if (node.kind === 'server') this.#lookAtServer(node, id)
    else if (node.kind === 'coordinator') this.#lookAtCoordinator(node)
    else if (!this.#clients.includes(node)) this.#clients.push(node)
  }

  completed({ id, key, outcome, result, invokedUs }: Operation): void {
    if (outcome !== 'ok') return
    const version = result as number
    const expected = this.#versions.before(Number(key), invokedUs)
    if (version < expected) {
      this.#cluster.violated(
        'read-after-write',
        `operation ${id} finds version ${version} of key ${key}, but version ${expected} was acknowledged before it began`,
      )
    }
    this.#versions.acknowledged(Number(key), version, this.#cluster.nowUs)
  }

  end(): void {
    const { settings, settlesWithinUs } = this.#judging
    const sinceUs = Math.max(this.#cluster.healUs, settings.changes * settings.changeEveryUs)
    if (this.#cluster.nowUs < sinceUs + settlesWithinUs) return
    const { members = [], epoch = 0 } = this.#coordinator?.membership ?? {}
    for (let key = 0; key < settings.keys; key += 1) {
      const owner = this.#reference.owner(members, key)
      if (this.#holders[key] === 1 && this.#stateAt(owner, key) === SERVED) continue
      const where = `key ${key} is ${this.#whereIs(key)}, and its owner is server ${owner}`
      this.#cluster.violated('settles', `at the end, on ring ${epoch} of ${settings.changes}, ${where}`, [
        owner,
      ])
      return
    }
    if (epoch === settings.changes) return
    this.#cluster.violated(
      'settles',
      `at the end every key is at rest, but on ring ${epoch} of ${settings.changes}`,
    )
  }

  #whereIs(key: number): string {
    const { allServers } = this.#judging.settings
    const servers = Array.from({ length: allServers }, (_, server) => server)
    const holders = servers.filter((server) => this.#stateAt(server, key) !== NOT_HELD)
    return holders.length === 0 ? 'nowhere' : `on server ${holders.join(' and ')}`
  }

  metrics(): Record<string, number> {
    const lookups = this.#clients.reduce((sum, client) => sum + client.lookups, 0)
    const misses = this.#clients.reduce((sum, client) => sum + client.misses, 0)
    return {
      ...ringMetrics(this.#memberships, this.#moved, this.#judging.settings.keys, this.#reference),
      wrong_server_share: misses / lookups,
      availability_moving: this.#availabilityWhileMoving(),
    }
  }

  #availabilityWhileMoving(): number {
    if (!Number.isNaN(this.#movingSinceUs)) {
      this.#movingSpans.push({ fromUs: this.#movingSinceUs, toUs: this.#cluster.nowUs })
    }
    const begun = this.#cluster.operations.filter(
      ({ invokedUs, outcome }) =>
        outcome !== 'open' &&
        this.#movingSpans.some(({ fromUs, toUs }) => invokedUs >= fromUs && invokedUs < toUs),
    )
    return begun.filter(({ outcome }) => outcome === 'ok').length / begun.length
  }

  #lookAtCoordinator(node: CoordinatorNode): void {
    this.#coordinator = node
    const { membership, isMoving } = node
    const { epoch } = membership
    if (this.#memberships[epoch] === undefined) {
      this.#memberships[epoch] = membership
      this.#moved[epoch] = 0
      this.#checkBalance(membership)
      this.#checkBound(membership)
    }
    if (isMoving === !Number.isNaN(this.#movingSinceUs)) return
    if (isMoving) this.#movingSinceUs = this.#cluster.nowUs
    else {
      this.#movingSpans.push({ fromUs: this.#movingSinceUs, toUs: this.#cluster.nowUs })
      this.#movingSinceUs = Number.NaN
    }
  }

  #checkBalance({ members }: Membership): void {
    const { settings, placing } = this.#judging
    if (!(settings.placement instanceof Rings)) return
    const { virtualNodes } = placing
    const unlikely = unlikelyShare(settings.placement.of(members), members, virtualNodes)
    if (unlikely === undefined) return
    const { server, share, bound } = unlikely
    this.#cluster.violated(
      'balance',
      `server ${server} has ${(share * 100).toFixed(1)} % of the ring; with ${virtualNodes} virtual nodes on each of ${members.length} servers, more than ${(bound * 100).toFixed(1)} % is all but impossible`,
    )
  }

  #checkBound({ members }: Membership): void {
    const { settings, placing } = this.#judging
    if (placing.algorithm !== 'bounded') return
    const capacity = capacityOf(placing, members.length)
    for (const [server, load] of loadsOf(members, settings.keys, settings.placement)) {
      if (load <= capacity) continue
      this.#cluster.violated(
        'bounded-load',
        `server ${server} is to have ${load} keys, though with ${members.length} servers ${capacity} is the most`,
        [server],
      )
    }
  }

  #lookAtServer(node: ServerNode, id: number): void {
    if (this.#nodes[id] !== node) {
      this.#nodes[id] = node
      this.#looked[id] = node.changes.length
      for (let key = 0; key < this.#judging.settings.keys; key += 1) this.#changed(node, id, key)
      return
    }
    const { changes } = node
    for (let at = this.#looked[id] as number; at < changes.length; at += 1)
      this.#changed(node, id, changes[at] as number)
    this.#looked[id] = changes.length
  }

  #changed(node: ServerNode, id: number, key: number): void {
    const record = node.records.get(key)
    const state = record === undefined ? NOT_HELD : record.sent ? SENT : SERVED
    const before = this.#stateAt(id, key)
    if (state === before) return
    if (before === NOT_HELD && node.membership.epoch > 0) this.#movedTo(node, id, key)
    this.#holds[id * this.#judging.settings.keys + key] = state
    if (before === NOT_HELD) this.#holders[key] = (this.#holders[key] as number) + 1
    if (state === NOT_HELD) this.#gone(id, key)
    if (state === SERVED) this.#servedBy(id, key)
  }

  #movedTo({ membership }: ServerNode, id: number, key: number): void {
    const { epoch, members, before } = membership
    this.#moved[epoch] = (this.#moved[epoch] ?? 0) + 1
    // A server that fills up or gets room pushes keys on or draws them back, all along the ring.
    if (this.#judging.placing.algorithm === 'bounded') return
    const joined = members.find((member) => !before.includes(member))
    const left = before.find((member) => !members.includes(member))
    const allowed =
      joined === undefined ? left !== undefined && this.#stateAt(left, key) !== NOT_HELD : id === joined
    if (allowed) return
    this.#cluster.violated(
      'minimal-movement',
      `key ${key} moves to server ${id}, though ${joined === undefined ? `it was not on server ${left}, which leaves` : `server ${joined} is the one that joins`}`,
      [id],
    )
  }

  #gone(id: number, key: number): void {
    const holders = (this.#holders[key] as number) - 1
    this.#holders[key] = holders
    if (holders > 0) return
    this.#cluster.violated('no-key-lost', `server ${id} has key ${key} no longer, and nobody else has it`, [
      id,
    ])
  }

  #servedBy(id: number, key: number): void {
    const { allServers } = this.#judging.settings
    for (let other = 0; other < allServers; other += 1) {
      if (other === id || this.#stateAt(other, key) !== SERVED) continue
      this.#cluster.violated('one-owner', `server ${other} and server ${id} both serve key ${key}`, [
        other,
        id,
      ])
    }
  }

  #stateAt(server: number, key: number): number {
    return this.#holds[server * this.#judging.settings.keys + key] as number
  }
}
