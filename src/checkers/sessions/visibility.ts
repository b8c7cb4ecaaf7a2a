import { Bits } from './bits.ts'
import { reachableMembers } from './reachable.ts'
import type { RegisterHistory } from './register-history.ts'

/** The four guarantees of Terry et al. (PDIS 1994). */
export type Guarantee = 'read-your-writes' | 'monotonic-reads' | 'monotonic-writes' | 'writes-follow-reads'

export interface Visibility {
  /** Of each read the writes that it must have seen, by the guarantees. */
  readonly seen: readonly Bits[]
  /** Of each write those others that must come before it. */
  readonly before: readonly Bits[]
  /** Writes that their own session had seen before it wrote them: no order has them. */
  readonly ownCauses: readonly number[]
}

/** Links the items of one session: what an item obliges to see that others have obliged to. */
class Links {
  readonly edges: number[][]
  readonly #writes: number
  #aside: number

  constructor(history: RegisterHistory) {
    this.#writes = history.writes.length
    this.#aside = history.writes.length + history.reads.length
    this.edges = Array.from({ length: this.#aside }, () => [])
  }

  readNode(read: number) {
    return this.#writes + read
  }

  link(from: number, to: number | undefined) {
    if (to !== undefined) this.edges[from]?.push(to)
  }

  /** A node that stands for `one` and for all that `before` stands for. */
  chain(one: number, before: number | undefined): number {
    this.edges.push(before === undefined ? [one] : [one, before])
    return this.#aside++
  }
}

function linkSessions(history: RegisterHistory, guarantees: ReadonlySet<Guarantee>): number[][] {
  const links = new Links(history)
  for (const items of history.sessions) {
    let [lastWrite, lastRead, allWrites, allReads]: (number | undefined)[] = []
    for (const item of items) {
      if ('read' in item) {
        const node = links.readNode(item.read)
        const write = history.reads[item.read]?.write ?? -1
        links.link(node, write < 0 ? undefined : write)
        if (guarantees.has('read-your-writes')) links.link(node, allWrites)
        if (guarantees.has('monotonic-reads')) links.link(node, lastRead)
        lastRead = node
        allReads = links.chain(node, allReads)
      } else {
        if (guarantees.has('monotonic-writes')) links.link(item.write, lastWrite)
        if (guarantees.has('writes-follow-reads')) links.link(item.write, allReads)
        lastWrite = item.write
        allWrites = links.chain(item.write, allWrites)
      }
    }
  }
  return links.edges
}

/**
 * The least visibility that the guarantees ask for, and the order of writes that follows from it. A read sees what it
 * returns; read-your-writes: what its session wrote before; monotonic reads: what an earlier read of the session saw.
 * With a write one sees, by monotonic writes, the earlier writes of its session, and by writes-follow-reads what
 * earlier reads of its session saw; in both cases these come before it. A read returns the last write to its key among
 * those it sees. (Viotti and Vukolic, "Consistency in non-transactional distributed storage systems", ACM Computing
 * Surveys 49(1), 2016, section 3; vis and ar there.)
 *
 * The least visibility is enough: seeing more asks for more order. So a history fits the guarantees exactly when the
 * order has no cycle and no read gives nil although it sees a write to its key.
 */
export function visibilityOf(history: RegisterHistory, guarantees: ReadonlySet<Guarantee>): Visibility {
  const { writes, reads } = history
  const edges = linkSessions(history, guarantees)
  const members = new Int32Array(edges.length).fill(-1)
  for (let one = 0; one < writes.length; one += 1) members[one] = one
  const sets = reachableMembers(edges, members, writes.length)
  const none = new Bits(writes.length)
  const seen = reads.map((_, at) => sets[writes.length + at] ?? none)
  return { seen, ...orderOf(history, guarantees, seen) }
}

function orderOf(history: RegisterHistory, guarantees: ReadonlySet<Guarantee>, seen: readonly Bits[]) {
  const before = readOrder(history, seen)
  const ownCauses: number[] = []
  for (const items of history.sessions) {
    let last: number | undefined
    const known = new Bits(history.writes.length)
    for (const item of items) {
      if ('read' in item) {
        const vis = seen[item.read]
        if (vis && guarantees.has('writes-follow-reads')) known.addAll(vis)
        continue
      }
      const set = before[item.write]
      if (guarantees.has('monotonic-writes') && last !== undefined) set?.add(last)
      set?.addAll(known)
      if (known.has(item.write)) ownCauses.push(item.write)
      set?.remove(item.write)
      last = item.write
    }
  }
  return { before, ownCauses }
}

/** What a read sees of its key comes before what it returns. */
function readOrder({ keys, writes, reads }: RegisterHistory, seen: readonly Bits[]): Bits[] {
  const ofKey = keys.map(() => new Bits(writes.length))
  writes.forEach((one, at) => {
    ofKey[one.key]?.add(at)
  })
  const before = writes.map(() => new Bits(writes.length))
  reads.forEach((one, at) => {
    const [vis, sameKey] = [seen[at], ofKey[one.key]]
    if (vis && sameKey) before[one.write]?.addBoth(vis, sameKey)
  })
  before.forEach((set, at) => {
    set.remove(at)
  })
  return before
}
