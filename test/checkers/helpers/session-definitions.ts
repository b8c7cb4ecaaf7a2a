import type { Operation } from '../../../src/history/operation.ts'

/** The definitions of session guarantees and of causal consistency, tried out over all orders and visibilities. */

interface Access {
  readonly operation: Operation
  readonly key: string
  readonly value: number | null
}

const accesses = (operations: readonly Operation[]): { reads: Access[]; writes: Access[] } => {
  const of = (one: Operation) => {
    const [key, value] = (one.f === 'read' ? one.output : one.input) as unknown as [string, number | null]
    return { operation: one, key, value }
  }
  const reads = operations.filter((one) => one.f === 'read' && one.outcome === 'ok').map(of)
  const writes = operations
    .filter((one) => one.f === 'write' && one.outcome !== 'fail')
    .map(of)
    .filter(
      (one) =>
        one.operation.outcome === 'ok' || reads.some((two) => two.key === one.key && two.value === one.value),
    )
  return { reads, writes }
}

const soBefore = (a: Access, b: Access) =>
  a.operation.process === b.operation.process && a.operation.call < b.operation.call

const permutations = (items: readonly number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((one) => permutations(items.filter((two) => two !== one)).map((rest) => [one, ...rest]))

export interface Guarantees {
  readonly ryw?: boolean
  readonly mr?: boolean
  readonly mw?: boolean
  readonly wfr?: boolean
}

/** Whether an arbitration and a visibility exist that satisfy the guarantees; undefined when a read has no writer. */
export function fits(operations: readonly Operation[], asked: Guarantees): boolean {
  const { reads, writes } = accesses(operations)
  const source = reads.map((one) => writes.findIndex((two) => two.key === one.key && two.value === one.value))
  if (reads.some((one, at) => one.value !== null && source[at] === -1)) return false
  return permutations(writes.map((_, at) => at)).some((order) => {
    const rank = writes.map((_, at) => order.indexOf(at))
    if (
      asked.mw &&
      writes.some((a, i) => writes.some((b, j) => soBefore(a, b) && rankOf(rank, i) > rankOf(rank, j)))
    ) {
      return false
    }
    return tryVisibility([], { reads, writes, source, rank, asked })
  })
}

const rankOf = (rank: readonly number[], at: number) => rank[at] ?? 0

interface Given {
  readonly reads: readonly Access[]
  readonly writes: readonly Access[]
  readonly source: readonly number[]
  readonly rank: readonly number[]
  readonly asked: Guarantees
}

function tryVisibility(chosen: readonly number[], given: Given): boolean {
  const { reads, writes, source, rank } = given
  const read = reads[chosen.length]
  if (!read) return satisfies(chosen, given)
  for (let set = 0; set < 1 << writes.length; set += 1) {
    const ofKey = writes.map((_, at) => at).filter((at) => (set >> at) & 1 && writes[at]?.key === read.key)
    const last = ofKey.sort((a, b) => rankOf(rank, b) - rankOf(rank, a))[0] ?? -1
    if (last === source[chosen.length] && tryVisibility([...chosen, set], given)) return true
  }
  return false
}

function satisfies(vis: readonly number[], { reads, writes, rank, asked }: Given): boolean {
  const sees = (read: number, write: number) => (((vis[read] ?? 0) >> write) & 1) === 1
  const closed = (w1: number, w2: number) => reads.every((_, r) => !sees(r, w2) || sees(r, w1))
  return (
    reads.every((read, r) => {
      const own = !asked.ryw || writes.every((one, w) => !soBefore(one, read) || sees(r, w))
      const grows =
        !asked.mr || reads.every((two, q) => !soBefore(read, two) || ((vis[r] ?? 0) & ~(vis[q] ?? 0)) === 0)
      const follows =
        !asked.wfr ||
        writes.every(
          (two, w2) =>
            !soBefore(read, two) ||
            writes.every((_, w1) => !sees(r, w1) || (rankOf(rank, w1) < rankOf(rank, w2) && closed(w1, w2))),
        )
      return own && grows && follows
    }) &&
    (!asked.mw || writes.every((a, i) => writes.every((b, j) => !soBefore(a, b) || closed(i, j))))
  )
}

/** Causal consistency: each read is explained by some order of its causal past. */
export function isCausal(operations: readonly Operation[]): boolean {
  const { reads, writes } = accesses(operations)
  const all = [...writes, ...reads]
  const before = all.map((b) =>
    all.map((a) => {
      const gives =
        a.operation.f === 'write' && b.operation.f === 'read' && a.key === b.key && a.value === b.value
      return soBefore(a, b) || gives
    }),
  )
  if (
    reads.some(
      (one) => one.value !== null && !writes.some((two) => two.key === one.key && two.value === one.value),
    )
  )
    return false
  all.forEach((_, k) => {
    all.forEach((_one, i) => {
      all.forEach((_two, j) => {
        const row = before[i]
        if (row?.[k] && before[k]?.[j]) row[j] = true
      })
    })
  })
  if (all.some((_, at) => before[at]?.[at])) return false
  return reads.every((read, r) => {
    const past = writes.map((_, at) => at).filter((at) => before[writes.length + r]?.[at])
    return permutations(past).some((order) => {
      const isOrdered = order.every((one, at) => order.slice(at + 1).every((two) => !before[one]?.[two]))
      const last = order.filter((one) => writes[one]?.key === read.key).at(-1)
      return isOrdered && (last === undefined ? null : writes[last]?.value) === read.value
    })
  })
}
