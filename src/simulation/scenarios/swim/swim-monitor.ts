import type { ClusterView, Monitor } from '../../kernel/cluster/model.ts'
import { Detections } from './detections.ts'
import { ALIVE, DEAD, incarnationOf, STATE_NAMES, SUSPECT, stateOf } from './messages.ts'
import type { SwimNode, SwimSettings } from './swim-node.ts'

/** Entries of a view that are looked at in each period of the member: all, in groups of usual size. */
const LOOKS_PER_PERIOD = 64
/** Keys of (member, incarnation) are this far apart. */
const INCARNATIONS = 2 ** 24
const NOT_SEEN = -1

export interface SwimJudging {
  readonly settings: SwimSettings
  /** Without faults, an answer is there before the next probe: only then must mistakes be put right in time. */
  readonly answersInTime: boolean
}

/** Compares what members believe with what is true, which only somebody outside can know. */
export class SwimMonitor implements Monitor<SwimNode> {
  readonly detections: Detections
  readonly #cluster: ClusterView<SwimNode>
  readonly #judging: SwimJudging
  readonly #nodes: (SwimNode | undefined)[] = []
  /** By member: how many of its changes of mind were looked at, its last period, its highest incarnation. */
  readonly #looked: Int32Array
  readonly #periods: Int32Array
  readonly #incarnations: Int32Array
  /** How often each member started or stopped for good: what was true before, need not be true after. */
  readonly #turns: Int32Array
  readonly #cursors: Int32Array
  /** By holder and member: the rank last seen. */
  readonly #ranks: Int32Array
  /** By holder and member: since when an entry is wrong, in periods of the holder, and what it was. */
  readonly #wrongSince: Int32Array
  readonly #wrongRank: Int32Array
  readonly #wrongTurn: Int32Array
  readonly #suspectedUs = new Map<number, number>()
  #sentBefore = 0

  constructor(cluster: ClusterView<SwimNode>, judging: SwimJudging) {
    const { members } = judging.settings
    this.#cluster = cluster
    this.#judging = judging
    this.detections = new Detections(members)
    this.#looked = new Int32Array(members)
    this.#periods = new Int32Array(members)
    this.#incarnations = new Int32Array(members)
    this.#turns = new Int32Array(members)
    this.#cursors = new Int32Array(members)
    this.#ranks = new Int32Array(members * members)
    this.#wrongSince = new Int32Array(members * members).fill(NOT_SEEN)
    this.#wrongRank = new Int32Array(members * members)
    this.#wrongTurn = new Int32Array(members * members)
  }

  after(node: SwimNode, id: number): void {
    if (this.#nodes[id] !== node) this.#started(node, id)
    if (node.incarnation !== this.#incarnations[id]) this.#incarnationChanged(node, id)
    if (node.changes.length !== this.#looked[id]) this.#lookAtChanges(node, id)
    if (node.period !== this.#periods[id]) this.#periodBegan(node, id)
    if (node.stopped && !this.detections.isStopped(id)) this.#stopped(id)
  }

  metrics(): Record<string, number> {
    const { members } = this.#judging.settings
    const sent = this.#nodes.reduce((sum, node) => sum + (node?.sent ?? 0), this.#sentBefore)
    const believers = [...this.#nodes.keys()].filter((id) => this.#isRunning(id))
    const holdsDead = (holder: number, member: number) =>
      stateOf(this.#ranks[holder * members + member] as number) === DEAD
    return {
      ...this.detections.metrics(believers, holdsDead),
      messages_per_member: sent / members / (this.#cluster.nowUs / 1e6),
    }
  }

  #started(node: SwimNode, id: number): void {
    const { members } = this.#judging.settings
    const before = this.#nodes[id]
    this.#nodes[id] = node
    this.#turns[id] = (this.#turns[id] as number) + 1
    if (before === undefined) return
    this.#sentBefore += before.sent
    this.#looked[id] = 0
    this.#periods[id] = 0
    this.#ranks.fill(0, id * members, (id + 1) * members)
    this.#wrongSince.fill(NOT_SEEN, id * members, (id + 1) * members)
  }

  #stopped(id: number): void {
    this.#turns[id] = (this.#turns[id] as number) + 1
    this.detections.stopped(id, this.#cluster.nowUs)
  }

  #incarnationChanged(node: SwimNode, id: number): void {
    const before = this.#incarnations[id] as number
    if (node.incarnation < before) {
      this.#cluster.violated(
        'incarnation',
        `member ${id} was incarnation ${before} and now is incarnation ${node.incarnation}`,
        [id],
      )
    }
    this.#incarnations[id] = Math.max(before, node.incarnation)
  }

  #lookAtChanges({ changes, ranks }: SwimNode, id: number): void {
    for (let at = this.#looked[id] as number; at < changes.length; at += 1) {
      const member = changes[at] as number
      this.#changed(id, member, ranks[member] as number)
    }
    this.#looked[id] = changes.length
  }

  #changed(holder: number, member: number, rank: number): void {
    const at = holder * this.#judging.settings.members + member
    const before = this.#ranks[at] as number
    this.#ranks[at] = rank
    if (rank < before) {
      this.#cluster.violated(
        'views-rise',
        `member ${holder} held member ${member} ${words(before)} and goes back to ${words(rank)}`,
        [holder],
      )
    }
    const incarnation = incarnationOf(rank)
    if (incarnation > (this.#incarnations[member] as number)) {
      this.#cluster.violated(
        'incarnation',
        `member ${holder} holds member ${member} ${words(rank)}, but it never was more than incarnation ${this.#incarnations[member]}`,
        [holder, member],
      )
    }
    const key = member * INCARNATIONS + incarnation
    if (stateOf(rank) === SUSPECT) this.#suspected(member, key, rank)
    if (stateOf(rank) === DEAD) this.#declaredDead(holder, member, key, rank)
  }

  #suspected(member: number, key: number, rank: number): void {
    const { nowUs } = this.#cluster
    if (this.#suspectedUs.has(key)) return
    this.#suspectedUs.set(key, nowUs)
    this.detections.suspected(this.#isCurrent(member, rank), this.#isRunning(member))
  }

  #declaredDead(holder: number, member: number, key: number, rank: number): void {
    const { suspicionPeriods, periodUs } = this.#judging.settings
    const { nowUs } = this.#cluster
    this.detections.declaredDead(member, key, this.#isCurrent(member, rank), this.#isRunning(member), nowUs)
    if (suspicionPeriods === 0) return
    const heldUs = nowUs - (this.#suspectedUs.get(key) ?? nowUs)
    if (heldUs >= suspicionPeriods * periodUs) return
    this.#cluster.violated(
      'suspicion-first',
      `member ${holder} declares member ${member} dead ${heldUs / 1000} ms after the first suspicion, but it has ${(suspicionPeriods * periodUs) / 1000} ms to refute it`,
      [holder],
    )
  }

  #isCurrent(member: number, rank: number): boolean {
    return incarnationOf(rank) === this.#incarnations[member]
  }

  #isRunning(member: number): boolean {
    return this.#cluster.isUp(member) && !this.detections.isStopped(member)
  }

  #periodBegan(node: SwimNode, id: number): void {
    const { members, indirectProbes } = this.#judging.settings
    this.#periods[id] = node.period
    const unasked = node.sent - node.received
    if (unasked > (1 + indirectProbes) * node.period) {
      this.#cluster.violated(
        'load',
        `in ${node.period} periods member ${id} sent ${unasked} messages more than it received; ${1 + indirectProbes} in each period are allowed`,
        [id],
      )
    }
    const looks = Math.min(members, LOOKS_PER_PERIOD)
    let member = this.#cursors[id] as number
    for (let look = 0; look < looks; look += 1) {
      if (member !== id) this.#judge(id, member, node.period)
      member = member + 1 === members ? 0 : member + 1
    }
    this.#cursors[id] = member
  }

  /**
   * A member itself probes each other within 2n - 1 of its periods, so that what it holds of one
   * cannot stay wrong for longer: a crashed one does not answer, a running one refutes what it is
   * told with the probe. The timeout of a suspicion comes on top.
   */
  #judge(holder: number, member: number, period: number): void {
    const { members, suspicionPeriods } = this.#judging.settings
    const at = holder * members + member
    const rank = this.#ranks[at] as number
    if (!this.#isWrong(member, rank)) {
      this.#wrongSince[at] = NOT_SEEN
      return
    }
    const same = this.#wrongRank[at] === rank && this.#wrongTurn[at] === this.#turns[member]
    if (this.#wrongSince[at] === NOT_SEEN || !same) {
      this.#wrongSince[at] = period
      this.#wrongRank[at] = rank
      this.#wrongTurn[at] = this.#turns[member] as number
      return
    }
    const periods = period - (this.#wrongSince[at] as number)
    if (periods <= 2 * members + suspicionPeriods + 3) return
    const running = this.#isRunning(member)
    this.#cluster.violated(
      running ? 'accuracy' : 'completeness',
      `member ${holder} has held member ${member} ${words(rank)} for ${periods} of its periods, but it is ${running ? 'running' : 'down'}`,
      [holder, member],
    )
  }

  #isWrong(member: number, rank: number): boolean {
    if (!this.#isRunning(member)) return stateOf(rank) !== DEAD
    const { answersInTime } = this.#judging
    return answersInTime && this.#cluster.nowUs >= this.#cluster.healUs && stateOf(rank) !== ALIVE
  }
}

function words(rank: number): string {
  return `${STATE_NAMES[stateOf(rank)]} as incarnation ${incarnationOf(rank)}`
}
