import { Bits } from './bits.ts'

/**
 * What can be reached from each node of a graph, of the nodes that `members` numbers (from 0; -1 of others). Nodes on a
 * common cycle share one set. Tarjan's algorithm (SIAM J. Comput. 1972) without recursion gives the components so that
 * each comes after those it leads to.
 */
export function reachableMembers(
  edges: readonly (readonly number[])[],
  members: Int32Array,
  size: number,
): readonly Bits[] {
  const sets: Bits[] = []
  for (const component of components(edges)) {
    const set = new Bits(size)
    for (const node of component) {
      const member = members[node] ?? -1
      if (member >= 0) set.add(member)
      for (const next of edges[node] ?? []) {
        const known = sets[next]
        if (known) set.addAll(known)
      }
    }
    for (const node of component) sets[node] = set
  }
  return sets
}

/** Strongly connected components; each comes after all that it leads to. */
export function components(edges: readonly (readonly number[])[]): number[][] {
  const found: number[][] = []
  const order = new Int32Array(edges.length).fill(-1)
  const low = new Int32Array(edges.length)
  const isOpen = new Uint8Array(edges.length)
  const open: number[] = []
  let count = 0
  const enter = (node: number, path: { node: number; next: number }[]) => {
    order[node] = low[node] = count++
    isOpen[node] = 1
    open.push(node)
    path.push({ node, next: 0 })
  }
  const close = (node: number) => {
    const component: number[] = []
    for (let one = -1; one !== node; ) {
      one = open.pop() ?? node
      isOpen[one] = 0
      component.push(one)
    }
    found.push(component)
  }
  for (let root = 0; root < edges.length; root += 1) {
    if (order[root] !== -1) continue
    const path: { node: number; next: number }[] = []
    enter(root, path)
    for (let top = path[path.length - 1]; top; top = path[path.length - 1]) {
      const { node } = top
      const next = edges[node]?.[top.next++]
      if (next === undefined) {
        path.pop()
        if (low[node] === order[node]) close(node)
        const below = path[path.length - 1]
        if (below) low[below.node] = Math.min(low[below.node] ?? 0, low[node] ?? 0)
      } else if (order[next] === -1) enter(next, path)
      else if (isOpen[next]) low[node] = Math.min(low[node] ?? 0, order[next] ?? 0)
    }
  }
  return found
}

/** A shortest cycle, as its nodes in order; undefined when there is none. Searched from each node on some cycle, at most `tries`. */
export function shortestCycle(edges: readonly (readonly number[])[], tries = 64): number[] | undefined {
  const onCycle = components(edges).filter((one) => one.length > 1)
  const inSame = new Int32Array(edges.length).fill(-1)
  onCycle.forEach((component, at) => {
    for (const node of component) inSame[node] = at
  })
  let best: number[] | undefined
  for (const start of onCycle.flatMap((one) => one.slice(0, tries))) {
    const cycle = cycleFrom(start, edges, inSame, best?.length ?? Number.POSITIVE_INFINITY)
    if (cycle && (!best || cycle.length < best.length)) best = cycle
    if (best?.length === 2) break
  }
  return best
}

function cycleFrom(
  start: number,
  edges: readonly (readonly number[])[],
  inSame: Int32Array,
  shorterThan: number,
): number[] | undefined {
  const from = new Map<number, number>([[start, -1]])
  let ring = [start]
  for (let length = 1; ring.length > 0 && length < shorterThan; length += 1) {
    const next: number[] = []
    for (const node of ring) {
      for (const other of edges[node] ?? []) {
        if (other === start) return pathTo(node, from)
        if (from.has(other) || inSame[other] !== inSame[start]) continue
        from.set(other, node)
        next.push(other)
      }
    }
    ring = next
  }
  return undefined
}

function pathTo(end: number, from: ReadonlyMap<number, number>): number[] {
  const path: number[] = []
  for (let node = end; node !== -1; node = from.get(node) ?? -1) path.unshift(node)
  return path
}
