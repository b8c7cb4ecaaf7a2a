import type { ClusterView, Monitor } from '../../kernel/cluster/model.ts'
import { Broker, type Taken } from './broker.ts'
import type { Consumer, Worked } from './consumer.ts'
import { BROKER, groupOf, type PubSubSettings } from './settings.ts'

export type PubSubNode = Broker | Consumer

interface Published {
  readonly atUs: number
  readonly key: number
  /** How many messages of its key were published before it. */
  readonly nth: number
}

/** What one group has done, all its members together. */
interface Progress {
  /** By partition and offset. */
  readonly worked: Set<number>[]
  /** By key: how many of its messages have been worked on. */
  readonly firsts: Map<number, number>
  readonly committed: number[]
  /** By partition: how much there was to do when the faults ended. */
  readonly backlog: number[]
  doubled: number
  lagUs: number
}

export class PubSubMonitor implements Monitor<PubSubNode> {
  readonly #cluster: ClusterView<PubSubNode>
  readonly #settings: PubSubSettings
  readonly #published: Published[][]
  readonly #partitions = new Map<number, number>()
  readonly #ofKey = new Map<number, number>()
  readonly #groups: readonly Progress[]
  readonly #read: number[]
  readonly #generations: number[]
  readonly #owners = new Map<string, number>()
  #taken: Taken | undefined
  /** Failed attempts until the faults ended; NaN before. */
  #failuresAtHeal = Number.NaN

  constructor(cluster: ClusterView<PubSubNode>, settings: PubSubSettings) {
    this.#cluster = cluster
    this.#settings = settings
    const { partitions, groups } = settings
    const each = <T>(make: () => T) => Array.from({ length: partitions }, make)
    this.#published = each(() => [])
    this.#groups = Array.from({ length: groups }, () => ({
      worked: each(() => new Set<number>()),
      firsts: new Map(),
      committed: each(() => 0),
      backlog: each(() => 0),
      doubled: 0,
      lagUs: 0,
    }))
    this.#read = new Array<number>(cluster.size).fill(0)
    this.#generations = new Array<number>(cluster.size).fill(-1)
  }

  after(node: PubSubNode, id: number): void {
    if (Number.isNaN(this.#failuresAtHeal) && this.#cluster.nowUs >= this.#cluster.healUs) this.#healed()
    if (node instanceof Broker) {
      this.#readLogs(node)
      if (node.lastTaken !== undefined && node.lastTaken !== this.#taken) this.#commits(node, node.lastTaken)
    } else {
      if (node.generation !== this.#generations[id]) this.#owns(node, id)
      for (let at = this.#read[id] as number; at < node.worked.length; at += 1)
        this.#works(node.worked[at] as Worked, id)
      this.#read[id] = node.worked.length
    }
  }

  end(): void {
    // A run that was cut short, or whose faults outlast it, promises nothing yet.
    if (!this.#settings.ackAfter || Number.isNaN(this.#failuresAtHeal)) return
    for (const [group, progress] of this.#groups.entries()) {
      for (let partition = 0; partition < this.#settings.partitions; partition += 1) {
        this.#allWorked(group, progress, partition)
      }
    }
  }

  metrics(): Record<string, number> {
    const published = this.#published.reduce((sum, one) => sum + one.length, 0)
    const sum = (of: (progress: Progress) => number) => this.#groups.reduce((all, one) => all + of(one), 0)
    const worked = sum((one) => one.worked.reduce((all, { size }) => all + size, 0))
    return {
      published,
      missed: published * this.#groups.length - worked,
      repeated: sum(({ doubled }) => doubled),
      repeated_share:
        worked === 0 ? Number.NaN : sum(({ doubled }) => doubled) / (worked + sum(({ doubled }) => doubled)),
      lag: worked === 0 ? Number.NaN : sum(({ lagUs }) => lagUs) / worked / 1000,
      rebalances: this.#cluster.count('rebalanced'),
      fenced_commits: this.#cluster.count('commit-fenced'),
    }
  }

  #readLogs({ logs }: Broker): void {
    for (const [partition, log] of logs.entries()) {
      const known = this.#published[partition] as Published[]
      for (let at = known.length; at < log.length; at += 1) {
        const { key } = log[at] as { key: number }
        const nth = this.#ofKey.get(key) ?? 0
        this.#ofKey.set(key, nth + 1)
        known.push({ atUs: this.#cluster.nowUs, key, nth })
        this.#staysWithKey(key, partition)
      }
    }
  }

  #staysWithKey(key: number, partition: number): void {
    const before = this.#partitions.get(key)
    this.#partitions.set(key, partition)
    if (before === undefined || before === partition) return
    this.#cluster.violated(
      'one-partition',
      `key ${key} goes to partition ${partition} after it went to ${before}`,
      [BROKER],
    )
  }

  /** Who commits must own the partition now, whatever the broker checked. */
  #commits(broker: Broker, taken: Taken): void {
    this.#taken = taken
    const { group, partition, offset, member, generation } = taken
    const { owners, generation: current } = broker.groups[group] as Broker['groups'][number]
    if (generation !== current || owners[partition] !== member) {
      this.#cluster.violated(
        'fenced',
        `consumer ${member} of generation ${generation} commits partition ${partition}, which consumer ${owners[partition]} owns in generation ${current}`,
        [BROKER, member],
      )
    }
    const progress = this.#groups[group] as Progress
    const from = progress.committed[partition] as number
    progress.committed[partition] = offset
    if (this.#settings.ackAfter) this.#skipsNothing(progress, taken, from)
  }

  #skipsNothing({ worked }: Progress, { partition, offset, member, group }: Taken, from: number): void {
    for (let at = from; at < offset; at += 1) {
      if (worked[partition]?.has(at)) continue
      this.#cluster.violated(
        'no-skip',
        `consumer ${member} commits partition ${partition} up to ${offset}, but nobody in group ${group} has worked on ${at}`,
        [member, BROKER],
      )
      return
    }
  }

  #owns({ generation, lanes }: Consumer, id: number): void {
    this.#generations[id] = generation
    if (generation < 0) return
    const group = groupOf(id, this.#settings)
    for (const { partition } of lanes) {
      const key = `${group} ${generation} ${partition}`
      const other = this.#owners.get(key) ?? id
      this.#owners.set(key, id)
      if (other === id) continue
      this.#cluster.violated(
        'one-owner',
        `consumers ${other} and ${id} both own partition ${partition} in generation ${generation} of group ${group}`,
        [other, id, BROKER],
      )
    }
  }

  #works({ partition, offset, entry: { key } }: Worked, id: number): void {
    const group = groupOf(id, this.#settings)
    const progress = this.#groups[group] as Progress
    const worked = progress.worked[partition] as Set<number>
    if (worked.has(offset)) {
      progress.doubled += 1
      return
    }
    worked.add(offset)
    const { nth, atUs } = (this.#published[partition] as Published[])[offset] as Published
    progress.lagUs += this.#cluster.nowUs - atUs
    const expected = progress.firsts.get(key) ?? 0
    progress.firsts.set(key, Math.max(expected, nth + 1))
    // Committed too early, nothing is promised: who wakes up finishes work that its successor has gone past.
    if (!this.#settings.ackAfter || nth === expected) return
    this.#cluster.violated(
      'key-order',
      `consumer ${id} works on message number ${nth + 1} of key ${key} when number ${expected + 1} is next for group ${group}`,
      [id],
    )
  }

  #healed(): void {
    this.#failuresAtHeal = this.#cluster.count('work-failed')
    for (const { backlog, committed } of this.#groups) {
      for (const [at, log] of this.#published.entries()) backlog[at] = log.length - (committed[at] as number)
    }
  }

  #allWorked(group: number, { worked, backlog }: Progress, partition: number): void {
    const { healUs, nowUs } = this.#cluster
    const log = this.#published[partition] as Published[]
    const later = log.filter(({ atUs }) => atUs >= healUs).length
    const limitUs = this.#catchUpUs((backlog[partition] as number) + later)
    for (const [offset, { atUs, key }] of log.entries()) {
      const waitedUs = nowUs - Math.max(atUs, healUs)
      if (waitedUs <= limitUs || worked[partition]?.has(offset)) continue
      this.#cluster.violated(
        'at-least-once',
        `nobody in group ${group} has worked on message ${offset} of partition ${partition}, key ${key}, ${(waitedUs / 1e6).toFixed(1)} s after the last fault`,
        [BROKER],
      )
      return
    }
  }

  /**
   * Members are known again after a session and the heartbeats of those that come back; then the
   * messages of one key come one after the other, each with its work, its fetch and its failures.
   */
  #catchUpUs(messages: number): number {
    const { sessionUs, workUs, retryUs, pollUs, latencyMaxUs } = this.#settings
    const failures = this.#cluster.count('work-failed') - this.#failuresAtHeal
    const eachUs = workUs + pollUs + 2 * latencyMaxUs
    return 4 * sessionUs + (messages + 8) * eachUs + failures * (workUs + retryUs) + 500_000
  }
}
