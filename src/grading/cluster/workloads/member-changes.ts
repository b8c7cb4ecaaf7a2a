import type { Draws } from './draws.ts'
import type { Ask } from './workload.ts'

/** New changes that are asked for at a time: which comes first, and which must wait, is the cluster's business. */
const AT_ONCE = 2
/** With fewer nodes no majority of them leaves anybody out. */
const LEAST_FOR_A_MAJORITY = 3

interface Change {
  readonly f: 'add_member' | 'remove_member'
  readonly node: string
  /** Workers that wait for what comes of it. */
  readonly askers: Set<number>
  isDone: boolean
}

const changeOf = (f: Change['f'], node: string): Change => ({ f, node, askers: new Set(), isDone: false })

/** The members at first: as few as are a majority of all nodes. */
export function firstMembers(nodes: readonly string[]): readonly string[] {
  const count = nodes.length < LEAST_FOR_A_MAJORITY ? 1 : Math.floor(nodes.length / 2) + 1
  return [...nodes].sort().slice(0, count)
}

/**
 * Who is a member, as was acknowledged last, and what is to be changed. Members grow to be all nodes, then shrink to as
 * many as there were at first, and so on. A change is asked for until it is acknowledged, by several clients if need be; a node
 * is not changed again before they all know.
 */
export class MemberChanges {
  readonly #nodes: readonly string[]
  readonly #first: readonly string[]
  readonly #members: Set<string>
  #open: Change[] = []
  #isGrowing = true
  #isLast = false

  constructor(nodes: readonly string[]) {
    this.#nodes = nodes
    this.#first = firstMembers(nodes)
    this.#members = new Set(this.#first)
  }

  isMember(node: string): boolean {
    return this.#members.has(node)
  }

  /** A change for this worker to ask for, if there is one. */
  next(worker: number, draws: Draws): Ask | undefined {
    // Who has another turn waits no more, also where its turn was left out of the run.
    for (const { askers } of this.#open) askers.delete(worker)
    this.#open = this.#open.filter(({ isDone, askers }) => !isDone || askers.size > 0)
    if (!this.#isLast && this.#wanted().length === 0) this.#draw(draws)
    const wanted = this.#wanted()
    if (wanted.length === 0) return undefined
    const change = this.#isLast ? (wanted[0] as Change) : draws.pick(wanted)
    change.askers.add(worker)
    return { f: change.f, value: change.node }
  }

  /** Hears what came of what a worker was given to ask for. */
  told(worker: number, { f, value }: Ask, isDone: boolean): void {
    const change = this.#open.find((one) => one.f === f && one.node === value)
    if (change === undefined) return
    change.askers.delete(worker)
    if (!isDone) return
    change.isDone = true
    if (f === 'add_member') this.#members.add(change.node)
    else this.#members.delete(change.node)
  }

  #wanted(): readonly Change[] {
    return this.#open.filter(({ isDone }) => !isDone)
  }

  /**
   * From now on all changes are those that leave a minority of the nodes: the first a member already, one of them not
   * from the beginning. What came of changes that were never acknowledged does not matter.
   */
  last(draws: Draws): readonly string[] {
    this.#isLast = true
    const isOpen = (node: string) => this.#open.some((one) => one.node === node)
    const order = shuffled(this.#nodes, draws)
    const [first = ''] = order.filter((node) => this.#members.has(node) && !isOpen(node))
    const others = order.filter((node) => node !== first)
    const late = others.filter((node) => !this.#first.includes(node))
    const few = Math.max(1, Math.floor(this.#nodes.length / 2))
    const left = [...new Set([first, ...late.slice(0, 1), ...others])].slice(0, few)
    const gone = others.filter((node) => !left.includes(node))
    this.#open = [
      ...left.map((node) => changeOf('add_member', node)),
      ...gone.map((node) => changeOf('remove_member', node)),
    ]
    return left
  }

  #draw(draws: Draws): void {
    const free = this.#nodes.filter((node) => this.#open.every((one) => one.node !== node))
    const outside = free.filter((node) => !this.#members.has(node))
    const inside = free.filter((node) => this.#members.has(node))
    const spare = Math.max(0, inside.length - this.#first.length)
    if (this.#isGrowing ? outside.length === 0 : spare === 0) this.#isGrowing = !this.#isGrowing
    const f = this.#isGrowing ? 'add_member' : 'remove_member'
    const nodes = shuffled(this.#isGrowing ? outside : inside, draws)
    const count = Math.min(AT_ONCE, this.#isGrowing ? nodes.length : spare)
    this.#open.push(...nodes.slice(0, count).map((node) => changeOf(f, node)))
  }
}

/** Fisher and Yates. */
function shuffled(nodes: readonly string[], draws: Draws): string[] {
  const left = [...nodes]
  return nodes.flatMap(() => left.splice(draws.integer(left.length), 1))
}
