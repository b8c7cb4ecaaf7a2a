import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { Freshness, NOTHING, RegisterOrder } from '../../kernel/register.ts'
import { spellVersion } from '../../kernel/version.ts'
import type { Written } from './cp-register.ts'
import { LostWrites } from './lost-writes.ts'
import { spell, type Tagged } from './messages.ts'
import type { PartitionNode } from './node.ts'
import { equalWithinUs, type Settings } from './parameters.ts'

/** What is counted for each of the two registers. */
class Side {
  readonly freshness = new Freshness()
  readonly lost = new LostWrites()
  asked = 0
  answered = 0
  askedInMinority = 0
  answeredInMinority = 0
  reads = 0
  staleReads = 0
  newest: Tagged | undefined
}

/** Watches both registers and counts, for each, what a partition cost: answers or truth. */
export class PartitionMonitor implements Monitor<PartitionNode> {
  readonly #cluster: ClusterView<PartitionNode>
  readonly #settings: Settings
  readonly #cp = new Side()
  readonly #ap = new Side()
  readonly #order = new RegisterOrder('atomic', spellVersion)
  /** By node: the newest CP version on its disk, and the newest AP copy it had. */
  readonly #cpOn: Float64Array
  readonly #apOn: Tagged[] = []
  readonly #lastWritten: (Written | undefined)[] = []
  readonly #asked = new Map<number, Operation>()
  /** Requests that reached their node: it was neither down nor standing still. */
  readonly #received = new Set<number>()
  #seen = 0
  /** The newest AP version while faults could still strike, and whether all were judged by it since. */
  #apNewest = 0
  #apJudged = false

  constructor(cluster: ClusterView<PartitionNode>, settings: Settings) {
    this.#cluster = cluster
    this.#settings = settings
    this.#cpOn = new Float64Array(settings.nodes)
  }

  after(node: PartitionNode, id: number): void {
    if (this.#seen < this.#cluster.operations.length) this.#begun()
    this.#cpOn[id] = node.cp.stored.version
    if (node.cp.written !== undefined) this.#made(this.#cp, node.cp.written, id * 2)
    if (node.ap.written !== undefined) this.#made(this.#ap, node.ap.written, id * 2 + 1)
    if (node.ap.stored !== this.#apOn[id]) this.#apChanged(node.ap.stored, id)
    if (node.asked !== undefined) this.#hears(node.asked, id)
    this.#watchHeal(node.ap.stored.version)
  }

  #hears(asked: Operation, id: number): void {
    this.#received.add(asked.id)
    if (asked.key === 'ap' && asked.outcome === 'open') this.#unanswered(asked, id)
  }

  /** Every node sends its copy once per round, so that a round and a delivery later all are as new as the newest. */
  #watchHeal(version: number): void {
    const { nowUs, healUs } = this.#cluster
    if (nowUs <= healUs) this.#apNewest = Math.max(this.#apNewest, version)
    else if (!this.#apJudged && nowUs > healUs + equalWithinUs(this.#settings)) {
      this.#apJudged = true
      const behind = this.#apOn.findIndex((copy) => copy.version < this.#apNewest)
      if (behind >= 0) this.#notEqual(behind, this.#apNewest, 'after the faults were over')
    }
  }

  completed(operation: Operation): void {
    const side = operation.key === 'cp' ? this.#cp : this.#ap
    const node = this.#cluster.node(operation.node)
    // Nobody promises that a node answers that is down or stands still.
    if (!this.#received.has(operation.id)) return
    const minority = node !== undefined && !node.hearsMajority()
    side.asked += 1
    if (minority) side.askedInMinority += 1
    if (operation.outcome === 'ok') this.#answered(side, operation, minority)
    else if (operation.key === 'ap' && operation.outcome === 'fail')
      this.#unanswered(operation, operation.node)
  }

  #answered(side: Side, operation: Operation, minority: boolean): void {
    const { name, result, invokedUs, completedUs } = operation
    const { value, version } = result as Tagged
    side.answered += 1
    if (minority) side.answeredInMinority += 1
    if (name === 'write') {
      side.freshness.wrote(value, invokedUs, completedUs)
      side.lost.acknowledged(value, completedUs)
    } else {
      side.reads += 1
      if (side.freshness.isStale(value, invokedUs)) side.staleReads += 1
    }
    if (side.newest === undefined || version > side.newest.version) side.newest = { value, version }
    if (side === this.#cp) this.#judgeCp(operation, { value, version })
    else this.#judgeAp(operation, { value, version })
  }

  #judgeCp({ name, invokedUs, completedUs, node }: Operation, { value, version }: Tagged): void {
    const endedUs = completedUs
    const wrong = this.#order.ends({
      name: name === 'read' ? 'read' : 'write',
      value,
      version,
      invokedUs,
      endedUs,
    })
    if (wrong !== undefined)
      this.#cluster.violated('cp-linearizable', `node ${node} answers: ${wrong}`, [node])
    if (name !== 'write') return
    const copies = this.#cpOn.reduce((count, on) => (on >= version ? count + 1 : count), 0)
    if (copies >= this.#settings.majority) return
    this.#cluster.violated(
      'cp-majority',
      `node ${node} acknowledges the CP write ${value}, which is on ${copies} of ${this.#settings.nodes} nodes`,
      [node],
    )
  }

  #judgeAp({ node, name, completedUs }: Operation, state: Tagged): void {
    if (name === 'write' || state.value === NOTHING) return
    const write = this.#asked.get(state.value)
    if (write?.key === 'ap' && write.name === 'write' && write.invokedUs <= completedUs) return
    this.#cluster.violated(
      'ap-nothing-invented',
      `node ${node} returns ${spell(state)}, which nobody wrote`,
      [node],
    )
  }

  /** A copy that becomes older forgets what the node has already acknowledged or shown. */
  #apChanged(stored: Tagged, id: number): void {
    const before = this.#apOn[id]
    this.#apOn[id] = stored
    if (before === undefined || before.version <= stored.version) return
    this.#cluster.violated(
      'ap-read-your-writes',
      `node ${id} had AP ${spell(before)} and now has ${spell(stored)}`,
      [id],
    )
  }

  #unanswered({ id: operation, name }: Operation, id: number): void {
    this.#cluster.violated(
      'ap-always-answers',
      `node ${id} is up and gives no answer to the AP ${name} ${operation}`,
      [id],
    )
  }

  #made(side: Side, written: Written, slot: number): void {
    if (this.#lastWritten[slot] === written) return
    this.#lastWritten[slot] = written
    side.lost.made(written, this.#asked.get(written.value)?.invokedUs ?? this.#cluster.nowUs)
  }

  #begun(): void {
    const { operations } = this.#cluster
    for (; this.#seen < operations.length; this.#seen += 1) {
      const operation = operations[this.#seen] as Operation
      this.#asked.set(operation.id, operation)
      const { key, name, id, invokedUs } = operation
      if (key === 'cp' && name === 'write') this.#order.begins(id, invokedUs)
    }
  }

  end(): void {
    const { nowUs, healUs } = this.#cluster
    const lastWriteUs = Math.max(healUs, this.#settings.lastRequestUs)
    if (nowUs < this.#settings.durationUs || nowUs < lastWriteUs + equalWithinUs(this.#settings)) return
    const newest = this.#apOn.reduce((most, { version }) => Math.max(most, version), 0)
    const behind = this.#apOn.findIndex(({ version }) => version < newest)
    if (behind >= 0) this.#notEqual(behind, newest, 'after the last request')
  }

  #notEqual(node: number, newest: number, when: string): void {
    const own = spellVersion(this.#apOn[node]?.version ?? 0)
    this.#cluster.violated(
      'ap-converges',
      `node ${node} still has AP version ${own}, though ${spellVersion(newest)} is the newest, ${equalWithinUs(this.#settings) / 1000} ms ${when}`,
      [node],
    )
  }

  metrics(): Record<string, number> {
    return { ...numbersOf('cp', this.#cp), ...numbersOf('ap', this.#ap) }
  }
}

function numbersOf(prefix: string, side: Side): Record<string, number> {
  return {
    [`${prefix}_availability`]: share(side.answered, side.asked),
    [`${prefix}_availability_minority`]: share(side.answeredInMinority, side.askedInMinority),
    [`${prefix}_stale_reads`]: side.staleReads,
    [`${prefix}_lost_writes`]: side.newest === undefined ? 0 : side.lost.count(side.newest.value),
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : part / whole
}
