import type { Before, SequenceHistory } from './edits.ts'

/** For the shortest cycle so many elements are tried as its start. */
const STARTS = 64

type Successors = Map<number, Before>[]

/** Every pair of neighbours in a read, and what inserts asked for; each pair once, with the first that shows it. */
function successorsOf({ elements, reads, asked }: SequenceHistory): Successors {
  const successors: Successors = elements.map(() => new Map())
  const add = (one: Before) => {
    const known = successors[one.from]
    if (known && !known.has(one.to)) known.set(one.to, one)
  }
  for (const { operation, seen } of reads) {
    seen.forEach((to, at) => {
      const from = seen[at - 1]
      if (from !== undefined && from !== to) add({ from, to, operation })
    })
  }
  for (const one of asked) add(one)
  return successors
}

/** Elements that are left when those with nothing before them are taken away again and again (Kahn, CACM 5(11), 1962). */
function leftOver(successors: Successors): Set<number> {
  const before = new Int32Array(successors.length)
  for (const next of successors) for (const to of next.keys()) before[to] = (before[to] ?? 0) + 1
  const left = new Set(successors.keys())
  const free = [...left].filter((one) => before[one] === 0)
  for (let one = free.pop(); one !== undefined; one = free.pop()) {
    left.delete(one)
    for (const to of successors[one]?.keys() ?? []) {
      before[to] = (before[to] ?? 0) - 1
      if (before[to] === 0) free.push(to)
    }
  }
  return left
}

/** The shortest way from an element back to itself, breadth first. */
function cycleThrough(
  start: number,
  successors: Successors,
  within: ReadonlySet<number>,
): Before[] | undefined {
  const cameBy = new Map<number, Before>()
  const queue = [start]
  for (let at = 0; at < queue.length; at += 1) {
    const from = queue[at] ?? start
    for (const [to, edge] of successors[from] ?? []) {
      if (!within.has(to) || cameBy.has(to)) continue
      cameBy.set(to, edge)
      if (to === start) return wayBack(start, cameBy)
      queue.push(to)
    }
  }
  return undefined
}

function wayBack(start: number, cameBy: ReadonlyMap<number, Before>): Before[] {
  const way: Before[] = []
  let at = start
  do {
    const edge = cameBy.get(at)
    if (!edge) return way
    way.unshift(edge)
    at = edge.from
  } while (at !== start)
  return way
}

/** Elements of one cycle: each that is left comes after another that is left, so that going back must meet itself. */
function someCycle(successors: Successors, left: ReadonlySet<number>): number[] {
  const previous = new Map<number, number>()
  for (const from of left) for (const to of successors[from]?.keys() ?? []) previous.set(to, from)
  const path: number[] = []
  const place = new Map<number, number>()
  let at = [...left][0]
  while (at !== undefined && !place.has(at)) {
    place.set(at, path.length)
    path.push(at)
    at = previous.get(at)
  }
  return at === undefined ? [] : path.slice(place.get(at))
}

/**
 * A cycle of elements each of which comes before the next, so that no order of all explains the reads; undefined when
 * one does. Complete: what has no cycle has a topological order. The shortest through any of the elements tried, which
 * are on one cycle. Linear in the pairs of neighbours, for each try.
 */
export function cycleOf(history: SequenceHistory): readonly Before[] | undefined {
  const successors = successorsOf(history)
  const left = leftOver(successors)
  let shortest: readonly Before[] | undefined
  for (const start of someCycle(successors, left).slice(0, STARTS)) {
    const cycle = cycleThrough(start, successors, left)
    if (cycle !== undefined && cycle.length < (shortest?.length ?? Number.POSITIVE_INFINITY)) shortest = cycle
  }
  return shortest
}
