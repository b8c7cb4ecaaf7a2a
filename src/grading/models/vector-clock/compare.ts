import type { Wrong } from './misconceptions.ts'

export type Vector = Record<string, number>
export type Order = 'before' | 'after' | 'equal' | 'concurrent'
type Has = (id: Wrong) => boolean

/** How one clock stands to another; an entry that is missing counts as 0. */
export function compare(a: Vector, b: Vector, has: Has): Order {
  if (has('compares-sums')) return ordered(sum(a), sum(b))
  if (has('compares-as-lists')) return ordered(firstDifference(a, b), 0)
  const nodes = nodesCompared(a, b, has)
  const less = nodes.some((node) => entry(a, node) < entry(b, node))
  const more = nodes.some((node) => entry(a, node) > entry(b, node))
  if (has('before-is-less-in-every-entry') && nodes.some((node) => entry(a, node) === entry(b, node))) {
    return less || more ? 'concurrent' : 'equal'
  }
  if (less && more) return has('never-concurrent') ? 'before' : 'concurrent'
  if (less) return has('compares-the-other-way') ? 'after' : 'before'
  if (more) return has('compares-the-other-way') ? 'before' : 'after'
  if (has('equal-is-concurrent')) return 'concurrent'
  return has('equal-is-before') ? 'before' : 'equal'
}

/** What the rule for these two is called. */
export function ruleOf(a: Vector, b: Vector): string {
  const order = compare(a, b, () => false)
  const nodes = nodesOf(a, b)
  if (nodes.some((node) => a[node] === undefined || b[node] === undefined)) return 'missing-is-zero'
  if (order === 'equal') return 'equal-when-all-are'
  return order === 'concurrent' ? 'concurrent-when-each-has-more' : 'before-when-none-is-more'
}

function nodesCompared(a: Vector, b: Vector, has: Has): string[] {
  if (has('compares-only-the-first')) return Object.keys(a)
  if (has('compares-only-shared')) return nodesOf(a, b).filter((node) => node in a && node in b)
  return nodesOf(a, b)
}

function nodesOf(a: Vector, b: Vector): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
}

function entry(vector: Vector, node: string): number {
  return vector[node] ?? 0
}

function sum(vector: Vector): number {
  return Object.values(vector).reduce((all, one) => all + one, 0)
}

function ordered(a: number, b: number): Order {
  if (a === b) return 'equal'
  return a < b ? 'before' : 'after'
}

/** By the first entry that differs, in the order of the names. */
function firstDifference(a: Vector, b: Vector): number {
  const node = nodesOf(a, b).find((one) => entry(a, one) !== entry(b, one))
  return node === undefined ? 0 : entry(a, node) - entry(b, node)
}
