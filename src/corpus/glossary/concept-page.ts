import type { ConceptGraph } from '../concept-graph.ts'
import { type GlossaryEntry, requireConcept } from './glossary.ts'
import { buildersOn, chainOf } from './neighbourhood.ts'
import type { Paper } from './paper.ts'

interface Named {
  readonly id: string
  readonly title: string
}

/** All that is known of a concept: what it builds on, what builds on it, and where it is learnt. */
export interface ConceptPage {
  readonly concept: GlossaryEntry
  /** Direct ones, in the order in which they are written. */
  readonly prerequisites: readonly Named[]
  /** All of them, in an order in which they can be learnt. */
  readonly chain: readonly Named[]
  /** What needs it directly. */
  readonly leadsTo: readonly Named[]
  /** Lessons that teach it, then lessons that need it. */
  readonly lessons: readonly (Named & { readonly use: 'teaches' | 'needs' })[]
  /** Slugs of quizzes on it. */
  readonly quizzes: readonly string[]
  /** Ids of simulations that show it. */
  readonly simulations: readonly string[]
  /** Exercises that practise it: components by slug, then nodes by id. */
  readonly exercises: readonly string[]
  /** Slugs of patterns that go with it and have no lesson here. */
  readonly patterns: readonly string[]
  /** Works of the reading list on it, those to begin with first. */
  readonly papers: readonly Pick<Paper, 'id' | 'title' | 'year' | 'url'>[]
}

/** @throws UserError `unknown-concept` for a name that no concept has. */
export function conceptPage(
  name: string,
  glossary: readonly GlossaryEntry[],
  graph: ConceptGraph,
  papers: readonly Paper[],
): ConceptPage {
  const concept = requireConcept(name, glossary)
  const { id } = concept
  const byId = new Map(glossary.map((one) => [one.id, one]))
  const taught = graph.topics.filter(
    ({ slug, teaches }) => teaches.includes(id) || concept.see.includes(slug),
  )
  const using = graph.topics.filter((one) => one.needs.includes(id) && !taught.includes(one))
  const nodes = graph.clusters.filter(({ practises }) => practises.includes(id))
  return {
    concept,
    prerequisites: concept.needs.flatMap((need) => named(byId.get(need))),
    chain: chainOf(id, glossary).flatMap(named),
    leadsTo: buildersOn(id, glossary).flatMap(named),
    lessons: [
      ...taught.map(({ slug, title }) => ({ id: slug, title, use: 'teaches' as const })),
      ...using.map(({ slug, title }) => ({ id: slug, title, use: 'needs' as const })),
    ],
    quizzes: taught.filter(({ questions }) => questions > 0).map(({ slug }) => slug),
    simulations: [...new Set(taught.flatMap(({ simulation }) => simulation ?? []))],
    exercises: [
      ...taught.filter(({ minutes }) => minutes.exercise !== undefined).map(({ slug }) => slug),
      ...nodes.map((node) => node.id),
    ],
    patterns: concept.see.filter((slug) => graph.topics.every((topic) => topic.slug !== slug)),
    papers: papersOn(concept, papers),
  }
}

function named(entry: Named | undefined): Named[] {
  return entry === undefined ? [] : [{ id: entry.id, title: entry.title }]
}

function papersOn({ id, source }: GlossaryEntry, papers: readonly Paper[]): ConceptPage['papers'] {
  const rank = (paper: Paper) => (paper.id === source ? 0 : paper.why === undefined ? 2 : 1)
  return papers
    .filter((paper) => paper.concepts.includes(id) || paper.id === source)
    .sort((a, b) => rank(a) - rank(b) || a.year - b.year)
    .map(({ id: work, title, year, url }) => ({
      id: work,
      title,
      year,
      ...(url === undefined ? {} : { url }),
    }))
}
