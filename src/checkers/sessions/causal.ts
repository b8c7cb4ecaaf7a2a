import type { Operation } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, processes } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import { components, shortestCycle } from './reachable.ts'
import { type Item, type RegisterHistory, readRegisters, showWrite } from './register-history.ts'

/** Entries of vector clocks: 256 MB. */
const DEFAULT_BUDGET = 64_000_000

/** How much of each session is in the causal past of an operation, itself included: a vector clock (Mattern 1989). */
interface CausalOrder {
  readonly ofRead: readonly Int32Array[]
  readonly ofWrite: readonly Int32Array[]
}

const isRead = (item: Item): item is { readonly read: number } => 'read' in item

/** Operations as nodes: writes first, then reads. Edges from an operation to what comes right before it. */
function causes(history: RegisterHistory): number[][] {
  const node = (item: Item) => (isRead(item) ? history.writes.length + item.read : item.write)
  const edges: number[][] = Array.from({ length: history.writes.length + history.reads.length }, () => [])
  for (const items of history.sessions) {
    items.forEach((item, at) => {
      const before = items[at - 1]
      if (before) edges[node(item)]?.push(node(before))
      const write = isRead(item) ? (history.reads[item.read]?.write ?? -1) : -1
      if (write >= 0) edges[node(item)]?.push(write)
    })
  }
  return edges
}

/** Merges the clocks of the causes. Components come causes first, so that all that is needed is there. */
function clocks(history: RegisterHistory, edges: readonly (readonly number[])[]): CausalOrder {
  const all: Int32Array[] = []
  const { writes, reads, sessions } = history
  for (const [node] of components(edges)) {
    if (node === undefined) continue
    const clock = new Int32Array(sessions.length)
    for (const cause of edges[node] ?? []) {
      all[cause]?.forEach((count, session) => {
        if (count > (clock[session] ?? 0)) clock[session] = count
      })
    }
    const own = node < writes.length ? writes[node] : reads[node - writes.length]
    if (own) clock[own.session] = own.at + 1
    all[node] = clock
  }
  return { ofWrite: all.slice(0, writes.length), ofRead: all.slice(writes.length) }
}

/** Of each session and key the writes, in order. */
function writesBySession(history: RegisterHistory): Map<number, number[]>[] {
  return history.sessions.map((items) => {
    const ofKey = new Map<number, number[]>()
    for (const item of items) {
      if (isRead(item)) continue
      const key = history.writes[item.write]?.key ?? 0
      const list = ofKey.get(key)
      if (list) list.push(item.write)
      else ofKey.set(key, [item.write])
    }
    return ofKey
  })
}

/** The last of the writes that is among the first `count` operations of its session. */
function lastWithin(history: RegisterHistory, list: readonly number[], count: number): number | undefined {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((history.writes[list[middle] ?? 0]?.at ?? 0) < count) low = middle + 1
    else high = middle
  }
  return list[low - 1]
}

function overwritten(history: RegisterHistory, read: number, other: number): Finding[] {
  const [one, two] = [history.reads[read], history.writes[other]]
  if (!one || !two) return []
  const first = history.writes[one.write]
  if (!first) {
    return [
      {
        kind: 'write-before-initial-read',
        text: `${by(one.operation)} read nil, nothing written, although the write of ${showWrite(history, other)} by ${by(two.operation)} is in its causal past`,
        operations: [two.operation, one.operation],
      },
    ]
  }
  return [
    {
      kind: 'overwritten-read',
      text: `${by(one.operation)} read ${showWrite(history, one.write)}, although ${by(two.operation)} had overwritten it with ${showWrite(history, other)}, which is in the causal past of the read`,
      operations: [first.operation, two.operation, one.operation],
    },
  ]
}

/** The patterns WriteCOInitRead and WriteCORead. If any write of a session is in between, the last one is. */
function stalePatterns(history: RegisterHistory, { ofRead, ofWrite }: CausalOrder): Finding[] {
  const bySession = writesBySession(history)
  return history.reads.flatMap((one, read): Finding[] => {
    for (const [session, ofKey] of bySession.entries()) {
      const list = ofKey.get(one.key)
      const last = list && lastWithin(history, list, ofRead[read]?.[session] ?? 0)
      if (last === undefined || last === one.write) continue
      const source = history.writes[one.write]
      const isAfter = !source || (ofWrite[last]?.[source.session] ?? 0) > source.at
      if (isAfter) return overwritten(history, read, last)
    }
    return []
  })
}

function cyclicFinding(history: RegisterHistory, cycle: readonly number[]): Finding {
  const count = history.writes.length
  const operations = cycle
    .map((node) => (node < count ? history.writes[node] : history.reads[node - count])?.operation)
    .filter((one): one is Operation => one !== undefined)
  const names = operations.map((one) => `the ${one.f} of ${by(one)}`)
  return {
    kind: 'cyclic-causality',
    text: `each of these follows from the next, and the last from the first: ${names.join(', ')}`,
    operations,
  }
}

function findingsOf(history: RegisterHistory): Finding[] {
  const edges = causes(history)
  const cycle = shortestCycle(edges)
  return cycle ? [cyclicFinding(history, cycle)] : stalePatterns(history, clocks(history, edges))
}

const tooLarge = ({ reads, writes, sessions }: RegisterHistory, budget: number) =>
  (reads.length + writes.length) * sessions.length > budget

function whatIsMissing(history: RegisterHistory, budget: number): string | undefined {
  const { reads, writes, sessions } = history
  if (tooLarge(history, budget)) {
    return `${reads.length + writes.length} operations of ${processes(sessions.length)} are more than this budget allows`
  }
  const hasRead = reads.some((one) => one.write >= 0)
  return hasRead
    ? undefined
    : `no read gave what one of ${counted(writes.length, 'write')} wrote: nothing to compare`
}

/**
 * Causal consistency of registers (CC of Bouajjani, Enea, Guerraoui and Hamza, "On verifying causal consistency",
 * POPL 2017, section 4): causal order is the order of each process and from a write to the reads that give its value.
 * A history with unique writes is consistent exactly when four patterns are absent: CyclicCO (here
 * `cyclic-causality`), ThinAirRead, WriteCOInitRead (a read of nil with a write to its key in its past) and WriteCORead
 * (a read of a value with another write to its key in its past that follows the one it gave).
 *
 * Assumed: a session is a process, each value is written once to a key (else `unknown`), registers begin with nil.
 * Writes without causal order may be seen in different orders by different processes (`causal-convergence` forbids
 * it), and real time counts for nothing. Operations x processes x log steps. Throws a `UserError` for functions other
 * than read and write. Beyond `budget` entries of vector clocks, operations x processes, the verdict is `unknown`.
 */
export const checkCausal = forClients((operations, options) => {
  const history = readRegisters(operations, 'register')
  const { reads, writes, sessions } = history
  const missing = history.missing ?? whatIsMissing(history, options?.budget ?? DEFAULT_BUDGET)
  const isTooLarge = tooLarge(history, options?.budget ?? DEFAULT_BUDGET)
  return conclude({
    model: 'register',
    operations,
    findings: [...history.findings, ...(history.missing || isTooLarge ? [] : findingsOf(history))],
    missing,
    right: `${counted(reads.length, 'read')} of ${processes(sessions.length)} fit one causal order`,
    stats: { 'read-count': reads.length, 'write-count': writes.length, 'process-count': sessions.length },
  })
})
