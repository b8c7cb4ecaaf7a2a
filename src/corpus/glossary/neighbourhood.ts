import type { Concept } from '../concept-graph.ts'

/** Concepts and which needs which, as they are drawn. */
export interface ConceptGraphView<C extends Concept = Concept> {
  /** What is needed stands before what needs it. */
  readonly concepts: readonly C[]
  /** `from` is needed by `to`. */
  readonly edges: readonly { readonly from: string; readonly to: string }[]
}

export interface Reach {
  /** How many steps away from the concept. */
  readonly depth: number
  /** What it needs. */
  readonly up: boolean
  /** What needs it. */
  readonly down: boolean
}

/** All that a concept builds on, in an order in which it can be learnt: what is needed comes first. */
export function chainOf<C extends Concept>(id: string, concepts: readonly C[]): C[] {
  const byId = new Map(concepts.map((one) => [one.id, one]))
  const seen = new Set<string>([id])
  const chain: C[] = []
  const visit = (needed: string): void => {
    const concept = byId.get(needed)
    if (seen.has(needed) || concept === undefined) return
    seen.add(needed)
    concept.needs.forEach(visit)
    chain.push(concept)
  }
  byId.get(id)?.needs.forEach(visit)
  return chain
}

/** What needs the concept itself, in the order of the glossary. */
export function buildersOn<C extends Concept>(id: string, concepts: readonly C[]): C[] {
  return concepts.filter(({ needs }) => needs.includes(id))
}

/** The concept and what is at most `depth` steps above and below it, with all edges among these. */
export function neighbourhood<C extends Concept>(
  id: string,
  concepts: readonly C[],
  { depth, up, down }: Reach,
): ConceptGraphView<C> {
  const byId = new Map(concepts.map((one) => [one.id, one]))
  const above = up ? [...levelsOf(id, (one) => byId.get(one)?.needs ?? [], depth).keys()] : []
  const below = down
    ? [...levelsOf(id, (one) => buildersOn(one, concepts).map((other) => other.id), depth).keys()]
    : []
  return viewOf(new Set([id, ...above, ...below]), concepts)
}

/** Some concepts with the edges among them. */
export function viewOf<C extends Concept>(
  ids: ReadonlySet<string>,
  concepts: readonly C[],
): ConceptGraphView<C> {
  const chosen = concepts.filter((one) => ids.has(one.id))
  const ordered = [...new Set(chosen.flatMap((one) => [...chainOf(one.id, chosen), one]))]
  const edges = ordered.flatMap(({ id: to, needs }) =>
    needs.filter((from) => ids.has(from)).map((from) => ({ from, to })),
  )
  return { concepts: ordered, edges }
}

/** How many steps each concept is away from `id`, at the least; `id` itself is 0. */
export function levelsOf(
  id: string,
  next: (id: string) => readonly string[],
  depth = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, number> {
  const levels = new Map([[id, 0]])
  let edge: readonly string[] = [id]
  for (let level = 1; level <= depth && edge.length > 0; level += 1) {
    edge = [...new Set(edge.flatMap(next))].filter((one) => !levels.has(one))
    for (const one of edge) levels.set(one, level)
  }
  return levels
}

/** The same order with fewer lines: an edge is left out where a longer way says the same (transitive reduction). */
export function withoutShortcuts<C extends Concept>(view: ConceptGraphView<C>): ConceptGraphView<C> {
  const after = (id: string) => view.edges.filter(({ from }) => from === id).map(({ to }) => to)
  const edges = view.edges.filter(({ from, to }) =>
    after(from).every((other) => other === to || !levelsOf(other, after).has(to)),
  )
  return { concepts: view.concepts, edges }
}
