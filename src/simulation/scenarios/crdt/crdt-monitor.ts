import type { ClusterView, Monitor } from '../../kernel/cluster/model.ts'
import type { CrdtNode, CrdtSettings, Step } from './crdt-node.ts'
import { isKnown, UpdateHistory } from './history.ts'
import { type CrdtState, contains, counterValue, merge, textOf, total } from './state.ts'

/** The laws of merging are tried on one merge in so many. */
const LAWS_EVERY = 4

export interface CrdtJudging {
  readonly settings: CrdtSettings
  /** From the last fault and the last update until all replicas must be equal. */
  readonly convergesWithinUs: number
}

/** Follows by itself which updates each state contains, and what a state with these must be. */
export class CrdtMonitor implements Monitor<CrdtNode> {
  readonly #cluster: ClusterView<CrdtNode>
  readonly #judging: CrdtJudging
  readonly #history: UpdateHistory
  readonly #nodes: (CrdtNode | undefined)[] = []
  readonly #states: (CrdtState | undefined)[] = []
  /** How many updates of each replica are in a state. */
  readonly #knownOf = new WeakMap<CrdtState, Int32Array>()
  /** By what is known: the state, and the replica that had it first. */
  readonly #textOf = new Map<string, { readonly text: string; readonly replica: number }>()
  readonly #acknowledged: Int32Array
  readonly #overridden = new Set<number>()
  #merges = 0
  #lastUpdateUs = 0
  #lastNewsUs = 0
  #forgot = false

  constructor(cluster: ClusterView<CrdtNode>, judging: CrdtJudging) {
    const { replicas, elements } = judging.settings
    this.#cluster = cluster
    this.#judging = judging
    this.#history = new UpdateHistory(replicas, elements)
    this.#acknowledged = new Int32Array(replicas)
  }

  after(node: CrdtNode, id: number): void {
    if (this.#nodes[id] !== node) this.#started(node, id)
    const before = this.#states[id]
    if (node.state === before || before === undefined || this.#forgot) return
    this.#states[id] = node.state
    if (node.lastStep !== undefined) this.#stepped(id, before, node.state, node.lastStep)
  }

  end(): void {
    const sinceUs = Math.max(this.#cluster.healUs, this.#lastUpdateUs)
    if (this.#forgot || this.#cluster.nowUs < sinceUs + this.#judging.convergesWithinUs) return
    const texts = this.#states.map((state) => (state === undefined ? '' : textOf(state)))
    const other = texts.findIndex((text) => text !== texts[0])
    if (other < 0) return
    const quietMs = Math.round((this.#cluster.nowUs - sinceUs) / 1000)
    this.#cluster.violated(
      'converges',
      `replica 0 and replica ${other} still differ ${quietMs} ms after the last update and the last fault`,
      [0, other],
    )
  }

  metrics(): Record<string, number> {
    const sinceUs = Math.max(this.#cluster.healUs, this.#lastUpdateUs)
    const converged = new Set(this.#states.map((state) => state && textOf(state))).size <= 1
    return {
      merges: this.#merges,
      converged_ms: converged ? Math.max(0, this.#lastNewsUs - sinceUs) / 1000 : Number.NaN,
      writes_overridden: this.#overridden.size,
    }
  }

  #started(node: CrdtNode, id: number): void {
    this.#nodes[id] = node
    this.#states[id] = node.state
    const own = this.#known(node.state)[id] as number
    const acknowledged = this.#acknowledged[id] as number
    if (own >= acknowledged) return
    // From here on the replica gives numbers twice, and nothing that is said of updates has a meaning.
    this.#forgot = true
    this.#cluster.violated(
      'acknowledged-survives',
      `replica ${id} had acknowledged ${acknowledged} updates and knows ${own} of them after its restart`,
      [id],
    )
  }

  #known(state: CrdtState): Int32Array {
    const known = this.#knownOf.get(state)
    if (known !== undefined) return known
    const nothing = new Int32Array(this.#judging.settings.replicas)
    this.#knownOf.set(state, nothing)
    return nothing
  }

  #stepped(id: number, before: CrdtState, state: CrdtState, step: Step): void {
    const known = this.#known(before).slice()
    if ('operation' in step) {
      const { index } = this.#history.add(step.operation, id, this.#known(before))
      known[id] = index
      this.#lastUpdateUs = this.#cluster.nowUs
      this.#acknowledged[id] = index
    } else {
      const theirs = this.#known(step.merged)
      for (let at = 0; at < known.length; at += 1)
        known[at] = Math.max(known[at] as number, theirs[at] as number)
      this.#merged(id, before, step.merged, state)
    }
    this.#knownOf.set(state, known)
    if (known.some((count, at) => count !== this.#known(before)[at])) this.#lastNewsUs = this.#cluster.nowUs
    this.#checkState(id, state, known)
  }

  #checkState(id: number, state: CrdtState, known: Int32Array): void {
    this.#sameAsOthers(id, state, known)
    this.#countsRight(id, 'G-counter', total(state.grown), this.#history.grown(known))
    this.#countsRight(id, 'PN-counter', counterValue(state), this.#history.balance(known))
    for (let element = 0; element < this.#judging.settings.elements; element += 1) {
      const expected = this.#history.contains(element, known)
      if (contains(state, element) === expected) continue
      this.#cluster.violated(
        'add-wins',
        expected
          ? `replica ${id} lacks element ${element}, but knows an add of it that no remove had seen`
          : `replica ${id} has element ${element}, but each add of it was seen by a remove that it knows`,
        [id],
      )
    }
    this.#keepsLaterWrite(id, state, known)
  }

  #sameAsOthers(id: number, state: CrdtState, known: Int32Array): void {
    const key = known.join()
    const text = textOf(state)
    const other = this.#textOf.get(key)
    if (other === undefined) this.#textOf.set(key, { text, replica: id })
    else if (other.text !== text) {
      this.#cluster.violated(
        'same-updates-same-state',
        `replica ${id} has received the same updates as replica ${other.replica} had (${key} of each), but its state differs`,
        [id, other.replica],
      )
    }
  }

  #countsRight(id: number, counter: string, value: number, expected: number): void {
    if (value === expected) return
    this.#cluster.violated(
      'counter-exact',
      `the ${counter} of replica ${id} shows ${value}, but the updates that it has received come to ${expected}`,
      [id],
    )
  }

  #keepsLaterWrite(id: number, { register }: CrdtState, known: Int32Array): void {
    const write = this.#history.write(register.value)
    const later = write && this.#history.laterWrite(write, known)
    if (later === undefined) return
    this.#cluster.violated(
      'later-write-wins',
      `the register of replica ${id} holds write ${register.value}, though replica ${later.replica} had seen that one before write ${later.operation.id}, which is known here`,
      [id, later.replica],
    )
  }

  #merged(id: number, before: CrdtState, received: CrdtState, after: CrdtState): void {
    this.#merges += 1
    this.#noteOverridden(before, after)
    this.#noteOverridden(received, after)
    if (this.#merges % LAWS_EVERY === 0) this.#tryLaws(id, before, received)
  }

  /** A write that gives way to one that had not seen it is lost without anybody being told. */
  #noteOverridden({ register }: CrdtState, after: CrdtState): void {
    const loser = this.#history.write(register.value)
    const winner = this.#history.write(after.register.value)
    if (loser === undefined || winner === undefined || loser === winner) return
    if (!isKnown(loser, winner.sawOf)) this.#overridden.add(loser.operation.id)
  }

  #tryLaws(id: number, a: CrdtState, b: CrdtState): void {
    const { replicas, mistake } = this.#judging.settings
    const c = this.#states[(id + 1) % replicas] ?? a
    const join = (x: CrdtState, y: CrdtState) => merge(x, y, mistake)
    const laws = [
      ['commutative', join(a, b), join(b, a)],
      ['idempotent', join(a, a), a],
      ['associative', join(join(a, b), c), join(a, join(b, c))],
    ] as const
    for (const [law, left, right] of laws) {
      if (textOf(left) === textOf(right)) continue
      this.#cluster.violated(
        'merge-laws',
        `on the states that meet at replica ${id}, merging is not ${law}`,
        [id],
      )
    }
  }
}
