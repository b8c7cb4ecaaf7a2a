import type { ParsedTopic } from '../../corpus/compile/parse-topic.ts'
import { auditContent } from '../audit/audit.ts'
import type { Content } from '../content.ts'
import { headsIn, lessonSections } from '../sections.ts'
import { visualsOf } from '../visuals.ts'
import { readTargets, type Target } from './targets.ts'
import { type WordCounts, wordCounts } from './words.ts'

/** What the corpus holds, counted from the files themselves. */
export interface ContentStats {
  /** `whole`: lessons in which `content audit` finds nothing missing; `short`: patterns that have only a short entry. */
  readonly patterns: {
    readonly whole: number
    readonly lessons: number
    readonly short: number
    readonly all: number
  }
  readonly axioms: number
  readonly laws: number
  readonly pillars: number
  /** All lessons, of every kind. */
  readonly chapters: number
  readonly concepts: number
  readonly incidents: number
  readonly companies: number
  readonly words: number
  readonly wordsBy: WordCounts
  readonly diagrams: number
  readonly tables: number
  readonly insights: number
  readonly questions: number
  /** Of both sorts: on components and on clusters. */
  readonly exercises: number
  readonly componentExercises: number
  readonly clusterExercises: number
  /** Programs that solve an exercise, each language for itself; made by the build from another they do not count. */
  readonly implementations: number
  readonly simulations: number
  /** Heads under "Why not something else?". */
  readonly comparisons: number
  readonly signatures: number
  readonly paths: number
  readonly certificates: number
  readonly targets: readonly TargetReached[]
}

export interface TargetReached extends Target {
  readonly has: number
  readonly reached: boolean
}

/** @throws UserError as `auditContent`, and `broken-targets`. */
export async function contentStats(content: Content): Promise<ContentStats> {
  const counted = { ...(await patternCounts(content)), ...countAll(content) }
  const targets = (await readTargets(content.dir)).map((target) => {
    const has = figureOf(counted, target.figure)
    return { ...target, has, reached: has >= target.target }
  })
  return { ...counted, targets }
}

async function patternCounts(content: Content): Promise<Pick<ContentStats, 'patterns'>> {
  const lessons = (await auditContent(content)).items.filter(({ kind }) => kind === 'pattern')
  const short = content.search.shortPatterns.length
  const whole = lessons.filter((one) => one.whole).length
  return { patterns: { whole, lessons: lessons.length, short, all: lessons.length + short } }
}

function countAll(content: Content): Omit<ContentStats, 'patterns' | 'targets'> {
  const { corpus, graph, search } = content
  const { parsed, clusters, incidents } = corpus
  const kind = (name: string) => parsed.filter(({ topic }) => String(topic.kind) === name).length
  const visuals = parsed.map(({ topic }) => visualsOf(topic.blocks))
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
  const wordsBy = wordCounts(content)
  const components = parsed.filter(({ topic }) => topic.exercise !== undefined).length
  return {
    ...{ axioms: kind('axiom'), laws: kind('law'), pillars: kind('pillar'), chapters: parsed.length },
    concepts: graph.concepts.length,
    incidents: incidents.length,
    companies: new Set(incidents.map(({ incident }) => incident.company)).size,
    words: sum(Object.values(wordsBy)),
    wordsBy,
    diagrams: sum(visuals.map(({ diagrams }) => diagrams)),
    tables: sum(visuals.map(({ tables }) => tables)),
    insights: sum(parsed.map(({ keyInsights }) => keyInsights?.size ?? 0)),
    questions: sum(parsed.map(({ quiz }) => quiz?.data.questions.length ?? 0)),
    exercises: components + clusters.length,
    componentExercises: components,
    clusterExercises: clusters.length,
    implementations: sum([...parsed, ...clusters].map(({ folder }) => solutionsIn(folder.files))),
    simulations: new Set(parsed.flatMap(({ topic }) => topic.simulation?.scenario ?? [])).size,
    comparisons: sum(parsed.map(comparisonsIn)),
    signatures: search.signatures.length,
    paths: corpus.paths.length,
    certificates: corpus.certificates.length,
  }
}

function solutionsIn(files: ReadonlyMap<string, string>): number {
  const languages = [...files.keys()].flatMap((name) => /(?:^|\/)solution\/([^/]+)\//.exec(name)?.[1] ?? [])
  return new Set(languages).size
}

function comparisonsIn({ topic }: ParsedTopic): number {
  const section = lessonSections(topic.blocks).find(({ id }) => id === 'why-not-something-else')
  return section === undefined ? 0 : headsIn(section.blocks).length
}

/** @throws Error when the statistics have no such figure: a mistake in `targets.yaml`. */
function figureOf(counted: object, figure: string): number {
  let value: unknown = counted
  for (const key of figure.split('.')) value = (value as Record<string, unknown> | undefined)?.[key]
  if (typeof value !== 'number') throw new Error(`content stats has no figure "${figure}"`)
  return value
}
