import type { Concept } from '../concept-graph.ts'
import { drawMermaid } from '../mermaid/draw-mermaid.ts'
import { type GlossaryEntry, requireConcept } from './glossary.ts'
import { dotOf, mermaidOf } from './graph-source.ts'
import {
  buildersOn,
  type ConceptGraphView,
  levelsOf,
  neighbourhood,
  type Reach,
  viewOf,
  withoutShortcuts,
} from './neighbourhood.ts'

/** A line of an indented list. */
export interface TreeRow {
  readonly depth: number
  readonly title: string
  /** What it leads to is told where it stands a second time, nearer to the focus or further up. */
  readonly told?: 'above' | 'below'
}

/** How many concepts of one area need concepts of others. */
export interface AreaRow {
  readonly area: string
  readonly concepts: number
  /** Other areas, the most needed first. */
  readonly buildsOn: readonly { readonly area: string; readonly links: number }[]
}

/** Part of the graph in the forms in which it can be shown. */
export interface ConceptDrawing {
  /** The concept that was asked for; undefined for the whole graph. */
  readonly focus?: string
  readonly data: ConceptGraphView<{ readonly id: string; readonly title: string } & Concept>
  /** Boxes and lines; undefined where they would be too wide or too many. */
  readonly drawn?: string
  /** What the focus needs and what needs it, as indented lists. */
  readonly above: readonly TreeRow[]
  readonly below: readonly TreeRow[]
  readonly title: string
  /** Only of the whole graph. */
  readonly areas: readonly AreaRow[]
  readonly mermaid: () => string
  readonly dot: () => string
}

/** More boxes than this are read more easily as a list. */
const MOST_BOXES = 16
const MOST_LINES = 60

/**
 * What surrounds the concept of this name, or the whole graph for an empty name.
 * @throws UserError `unknown-concept`.
 */
export function drawConcepts(
  name: string,
  glossary: readonly GlossaryEntry[],
  { width, ...reach }: Reach & { readonly width: number },
): ConceptDrawing {
  if (name === '') return wholeGraph(glossary)
  const { id: focus, title } = requireConcept(name, glossary)
  const view = bare(neighbourhood(focus, glossary, reach))
  const description = `What ${title} builds on, and what builds on it.`
  const source = mermaidOf(view, description, focus)
  const drawn = drawing(mermaidOf(withoutShortcuts(view), description, focus), view.concepts.length, width)
  const byId = new Map(glossary.map((one) => [one.id, one]))
  const needs = (id: string) => (byId.get(id)?.needs ?? []).flatMap((need) => byId.get(need) ?? [])
  return {
    ...{ focus, title, data: view },
    ...(drawn === undefined ? {} : { drawn }),
    above: reach.up ? tree(focus, needs, reach.depth) : [],
    below: reach.down ? tree(focus, (id) => buildersOn(id, glossary), reach.depth) : [],
    areas: [],
    mermaid: () => source,
    dot: () => dotOf(view, focus),
  }
}

function wholeGraph(glossary: readonly GlossaryEntry[]): ConceptDrawing {
  const view = bare(viewOf(new Set(glossary.map(({ id }) => id)), glossary))
  return {
    ...{ title: 'All concepts', data: view, above: [], below: [], areas: areasOf(glossary) },
    mermaid: () => mermaidOf(view, 'All concepts of the glossary and what they build on.'),
    dot: () => dotOf(view),
  }
}

/** Without the texts, which a graph does not show. */
function bare({ concepts, edges }: ConceptGraphView): ConceptDrawing['data'] {
  return { concepts: concepts.map(({ id, title, needs }) => ({ id, title, needs })), edges }
}

function drawing(source: string, boxes: number, width: number): string | undefined {
  if (boxes > MOST_BOXES) return undefined
  const { text, width: taken } = drawMermaid(source, width)
  return taken <= width && text.split('\n').length <= MOST_LINES ? text : undefined
}

/** Depth first. What stands there more than once is followed where it is nearest to the focus. */
function tree(focus: string, next: (id: string) => readonly Concept[], depth: number): TreeRow[] {
  const levels = levelsOf(focus, (id) => next(id).map((one) => one.id))
  const followed = new Set<string>()
  const rows: TreeRow[] = []
  const visit = (id: string, level: number): void => {
    for (const one of next(id)) {
      const isHere = !followed.has(one.id) && levels.get(one.id) === level
      const hasMore = level < depth && next(one.id).length > 0
      const told = followed.has(one.id) ? 'above' : 'below'
      rows.push({ depth: level, title: one.title, ...(hasMore && !isHere ? { told } : {}) })
      if (!isHere) continue
      followed.add(one.id)
      if (level < depth) visit(one.id, level + 1)
    }
  }
  visit(focus, 1)
  return rows
}

function areasOf(glossary: readonly GlossaryEntry[]): AreaRow[] {
  const areaOf = new Map(glossary.map(({ id, area }) => [id, area]))
  return [...new Set(areaOf.values())].map((area) => {
    const own = glossary.filter((one) => one.area === area)
    const links = new Map<string, number>()
    for (const other of own.flatMap(({ needs }) => needs.map((need) => areaOf.get(need) ?? area))) {
      if (other !== area) links.set(other, (links.get(other) ?? 0) + 1)
    }
    const buildsOn = [...links]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([other, count]) => ({ area: other, links: count }))
    return { area, concepts: own.length, buildsOn }
  })
}
