import type { ConceptGraph } from '../../corpus/concept-graph.ts'

type Needs = ReadonlyMap<string, readonly string[]>

/** By concept, what it builds on directly. */
export function needsOf({ concepts }: Pick<ConceptGraph, 'concepts'>): Needs {
  return new Map(concepts.map(({ id, needs }) => [id, needs]))
}

/** All that the concepts build on, however far down, themselves included. */
export function closure(ids: Iterable<string>, needs: Needs): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...ids]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(needs.get(id) ?? []))
  }
  return found
}

/**
 * The longest chain that ends in one of the concepts, what comes first first. A cycle, which the lint reports, is
 * followed once. Of chains of one length the first by the order of `needs`.
 */
export function longestChain(ids: readonly string[], needs: Needs): readonly string[] {
  const known = new Map<string, readonly string[]>()
  const chainTo = (id: string, above: ReadonlySet<string>): readonly string[] => {
    const found = known.get(id)
    if (found !== undefined) return found
    const inside = new Set([...above, id])
    const below = (needs.get(id) ?? []).filter((next) => !inside.has(next))
    const chain = [...longest(below.map((next) => chainTo(next, inside))), id]
    known.set(id, chain)
    return chain
  }
  return longest(ids.map((id) => chainTo(id, new Set())))
}

function longest(chains: readonly (readonly string[])[]): readonly string[] {
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best), [])
}
