import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { CausalHistory } from './causal-history.ts'
import type { ClientNode } from './client-node.ts'
import type { ServerNode, VectorSettings } from './server-node.ts'
import { describeVersion, precedes, type Siblings, type Version } from './version.ts'

export type VectorNode = ServerNode | ClientNode

export interface VectorJudging {
  readonly settings: VectorSettings
  /** From the last fault and the last write until all servers must hold the same. */
  readonly convergesWithinUs: number
}

/** Follows what clients saw and wrote, and holds the clocks of the servers against it. */
export class VectorMonitor implements Monitor<VectorNode> {
  readonly #cluster: ClusterView<VectorNode>
  readonly #judging: VectorJudging
  readonly #history = new CausalHistory()
  readonly #nodes: (VectorNode | undefined)[] = []
  /** By client: how many of its steps were followed. */
  readonly #followed: number[] = []
  /** By server: what it stored when it was looked at last. */
  readonly #stored: Siblings[][] = []
  readonly #acknowledged: Operation[] = []
  readonly #inConflict = new Set<number>()
  readonly #lostByStamp = new Set<number>()
  #lastWriteUs = 0
  #mostSiblings = 0

  constructor(cluster: ClusterView<VectorNode>, judging: VectorJudging) {
    this.#cluster = cluster
    this.#judging = judging
  }

  after(node: VectorNode, id: number): void {
    if (node.kind === 'client') this.#follow(node, id)
    else this.#look(node, id)
  }

  completed(operation: Operation): void {
    if (operation.outcome === 'ok' && operation.name === 'write') this.#acknowledged.push(operation)
  }

  end(): void {
    const { settings, convergesWithinUs } = this.#judging
    const sinceUs = Math.max(this.#cluster.healUs, this.#lastWriteUs)
    if (this.#cluster.nowUs < sinceUs + convergesWithinUs) return
    for (let key = 0; key < settings.keys; key += 1) this.#endOf(key)
  }

  metrics(): Record<string, number> {
    const acknowledged = new Set(this.#acknowledged.map(({ id }) => id))
    const lost = [...this.#lostByStamp].filter((operation) => acknowledged.has(operation))
    return {
      writes_in_conflict: this.#inConflict.size,
      most_siblings: this.#mostSiblings,
      lamport_lost: lost.length,
    }
  }

  #follow({ steps }: ClientNode, id: number): void {
    for (let at = this.#followed[id] ?? 0; at < steps.length; at += 1) {
      const step = steps[at]
      if (step?.kind === 'saw') this.#history.saw(id, step.key, step.operations)
      else if (step?.kind === 'wrote') {
        this.#history.wrote(id, step.key, step.operation)
        this.#lastWriteUs = this.#cluster.nowUs
      }
    }
    this.#followed[id] = steps.length
  }

  #look(node: ServerNode, id: number): void {
    if (this.#nodes[id] !== node) {
      this.#nodes[id] = node
      this.#stored[id] = [...node.stored]
      return
    }
    const seen = this.#stored[id] as Siblings[]
    for (let key = 0; key < node.stored.length; key += 1) {
      const now = node.stored[key] as Siblings
      const before = seen[key] as Siblings
      if (now === before) continue
      seen[key] = now
      this.#changed(id, key, before.versions, now.versions)
    }
  }

  #changed(id: number, key: number, before: readonly Version[], now: readonly Version[]): void {
    for (const version of now) {
      if (before.includes(version)) continue
      for (const other of [...before, ...now]) if (other !== version) this.#compare(id, version, other)
    }
    for (const gone of before) {
      if (now.includes(gone) || this.#covers(now, gone.operation)) continue
      this.#cluster.violated(
        'nothing-lost',
        `server ${id} drops ${describeVersion(gone)} of key ${key}, and nothing that it keeps has seen it`,
        [id],
      )
    }
    this.#noteSiblings(id, key, now)
  }

  #covers(versions: readonly Version[], operation: number): boolean {
    return versions.some(
      (one) => one.operation === operation || this.#history.precedes(operation, one.operation),
    )
  }

  #compare(id: number, a: Version, b: Version): void {
    const { mistake } = this.#judging.settings
    for (const [first, second] of [
      [a, b],
      [b, a],
    ] as const) {
      const claimed = precedes(first, second, mistake)
      if (claimed === this.#history.precedes(first.operation, second.operation)) continue
      this.#cluster.violated(
        'clock-order',
        claimed
          ? `by its clock ${describeVersion(first)} is before ${describeVersion(second)}, but who wrote the second had not seen the first`
          : `who wrote ${describeVersion(second)} had seen ${describeVersion(first)}, but the clocks do not say so`,
        [id],
      )
    }
  }

  #noteSiblings(id: number, key: number, now: readonly Version[]): void {
    this.#mostSiblings = Math.max(this.#mostSiblings, now.length)
    if (now.length < 2) return
    const latest = now.reduce((best, one) => (isStampedLater(one, best) ? one : best))
    for (const one of now) {
      this.#inConflict.add(one.operation)
      if (one !== latest) this.#lostByStamp.add(one.operation)
      const seenBy = now.find((other) => this.#history.precedes(one.operation, other.operation))
      if (seenBy === undefined) continue
      this.#cluster.violated(
        'siblings-concurrent',
        `server ${id} keeps ${describeVersion(one)} of key ${key} beside ${describeVersion(seenBy)}, whose writer had seen it`,
        [id],
      )
    }
  }

  #endOf(key: number): void {
    const servers = this.#stored.slice(0, this.#judging.settings.servers)
    const texts = servers.map((stored) => operationsOf(stored[key]).join(', '))
    const other = texts.findIndex((text) => text !== texts[0])
    if (other > 0) {
      this.#cluster.violated(
        'converges',
        `at the end key ${key} is write ${texts[0] || 'none'} on server 0 and write ${texts[other] || 'none'} on server ${other}`,
        [0, other],
      )
    }
    const kept = servers[0]?.[key]?.versions ?? []
    const lost = this.#acknowledged.find(({ id, key: of }) => Number(of) === key && !this.#covers(kept, id))
    if (lost === undefined) return
    this.#cluster.violated(
      'nothing-lost',
      `at the end write ${lost.id} of key ${key}, which was acknowledged, is gone and no later write has seen it`,
      [0],
    )
  }
}

function operationsOf(siblings: Siblings | undefined): number[] {
  return (siblings?.versions ?? []).map(({ operation }) => operation).sort((a, b) => a - b)
}

function isStampedLater(a: Version, b: Version): boolean {
  return a.stamp > b.stamp || (a.stamp === b.stamp && a.server > b.server)
}
