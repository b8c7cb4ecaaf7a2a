import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import type { LeaseNode } from './lease-node.ts'
import { isLater, NOTHING, type Stored, storedText } from './messages.ts'

/** Compares what clients were told, in true time, and what servers believe. */
export class LeaseMonitor implements Monitor<LeaseNode> {
  readonly #cluster: ClusterView<LeaseNode>
  /** By server: the end of the lease, and the ballot, in which it was seen to believe. */
  readonly #untilUs: number[] = []
  readonly #ballots: number[] = []
  /** When operations ended, ascending, with the latest that any until then was told. */
  readonly #endedUs: number[] = []
  readonly #latest: Stored[] = []
  #withoutPrimaryUs = 0
  #lastBelievedUs = 0
  #reads = 0

  constructor(cluster: ClusterView<LeaseNode>) {
    this.#cluster = cluster
  }

  after(node: LeaseNode, id: number): void {
    if (!node.believes) return
    this.#measuresGap()
    if (node.ballot !== this.#ballots[id]) this.#begins(node, id)
    this.#isKept(node, id)
    if (node.untilUs === this.#untilUs[id]) return
    this.#untilUs[id] = node.untilUs
    this.#isAlone(node, id)
  }

  completed(operation: Operation): void {
    if (operation.outcome !== 'ok') return
    const stored = operation.result as Stored
    const before = this.#latestBefore(operation.invokedUs)
    if (operation.name === 'read') {
      this.#reads += 1
      if (isLater(before, stored)) {
        this.#cluster.violated(
          'no-stale-read',
          `read ${operation.id} sees ${storedText(stored)}, but an operation that had ended before it began was told ${storedText(before)}`,
          this.#believers(operation.node),
        )
      }
    }
    const latest = this.#latest.at(-1) ?? NOTHING
    this.#endedUs.push(this.#cluster.nowUs)
    this.#latest.push(isLater(stored, latest) ? stored : latest)
  }

  metrics(): Record<string, number> {
    return {
      primaries: this.#cluster.count('primary-began'),
      local_reads: this.#reads,
      longest_gap_ms: this.#withoutPrimaryUs / 1000,
    }
  }

  /** Longest time in which nobody was seen to hold the lease. */
  #measuresGap(): void {
    const { nowUs } = this.#cluster
    this.#withoutPrimaryUs = Math.max(this.#withoutPrimaryUs, nowUs - this.#lastBelievedUs)
    this.#lastBelievedUs = nowUs
  }

  #begins({ ballot, basis }: LeaseNode, id: number): void {
    this.#ballots[id] = ballot
    const known = this.#latest.at(-1) ?? NOTHING
    if (ballot <= known.ballot || !isLater(known, basis)) return
    this.#cluster.violated(
      'no-lost-write',
      `server ${id} begins as primary with ${storedText(basis)}, but a client was told of ${storedText(known)}`,
      [id],
    )
  }

  #isAlone({ ballot }: LeaseNode, id: number): void {
    for (let other = 0; other < this.#cluster.size; other += 1) {
      const node = this.#cluster.node(other)
      if (other === id || node === undefined || !node.believes) continue
      this.#cluster.violated(
        'one-holder',
        `server ${id} holds the lease with ballot ${ballot} while server ${other} still holds it with ballot ${node.ballot}`,
        [id, other],
      )
    }
  }

  /** A replica that is down keeps it as well: its promise is on its disk. */
  #isKept({ ballot }: LeaseNode, id: number): void {
    const { size } = this.#cluster
    let kept = 0
    for (let server = 0; server < size; server += 1) {
      if (this.#cluster.node(server)?.replica.keeps(ballot) !== false) kept += 1
    }
    if (2 * kept > size) return
    this.#cluster.violated(
      'lease-is-kept',
      `server ${id} believes in the lease of ballot ${ballot}, which only ${kept} of ${size} replicas still keep for it`,
      [id],
    )
  }

  /** Whose past a stale read comes from: the server that was asked, and all that think they are primary. */
  #believers(asked: number): number[] {
    const ids = [asked]
    for (let id = 0; id < this.#cluster.size; id += 1) {
      if (id !== asked && this.#cluster.node(id)?.phase === 'primary') ids.push(id)
    }
    return ids
  }

  #latestBefore(atUs: number): Stored {
    let low = 0
    let high = this.#endedUs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#endedUs[middle] as number) < atUs) low = middle + 1
      else high = middle
    }
    return this.#latest[low - 1] ?? NOTHING
  }
}
