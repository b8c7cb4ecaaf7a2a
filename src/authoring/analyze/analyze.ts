import type { ParsedTopic } from '../../corpus/compile/parse-topic.ts'
import type { TopicNode } from '../../corpus/concept-graph.ts'
import { conceptNamed } from '../../corpus/concept-name.ts'
import { countWords } from '../../corpus/inline-text.ts'
import { type Content, lessonsNamed } from '../content.ts'
import { type Visuals, visualsOf } from '../visuals.ts'
import {
  type DifficultyFactors,
  difficultyOutliers,
  difficultyScore,
  levelsByScore,
  rankAgreement,
} from './difficulty.ts'
import { type ConceptNames, conceptNames, findConcepts } from './find-concepts.ts'
import { closure, longestChain, needsOf } from './prerequisites.ts'
import { readingMinutes } from './reading-time.ts'
import { proseOf, sentenceLength } from './texts.ts'

export interface ConceptUse {
  readonly id: string
  readonly title: string
  /** How often it is named. */
  readonly mentions: number
}

export interface AnalyzedItem {
  readonly slug: string
  readonly kind: string
  readonly title: string
  /** Named most first. */
  readonly concepts: readonly ConceptUse[]
  readonly difficulty: {
    readonly declared: TopicNode['difficulty']
    /** 0 to 100, by the formula in docs/content.md. */
    readonly score: number
    /** What it would be if the scores of all lessons decided. */
    readonly byScore: TopicNode['difficulty']
    /** The two differ, and at least half of all lessons lie between the two places in the order. */
    readonly isOutlier: boolean
    readonly factors: DifficultyFactors
  }
  readonly minutes: { readonly declared: number; readonly computed: number }
  /** The longest chain of concepts that ends in what it teaches or needs, what comes first first. */
  readonly chain: readonly string[]
  /** Concepts named three times or more that it does not teach and that nothing before it needs or teaches. */
  readonly gaps: readonly ConceptUse[]
  readonly visuals: Visuals
}

export interface AnalyzeResult {
  readonly items: readonly AnalyzedItem[]
  /** Spearman's rank correlation of score and declared difficulty over all lessons: 1 is the same order. */
  readonly agreement?: number
  readonly outliers: readonly string[]
  /** Concepts that no lesson teaches and no exercise practises; absent where one item was asked for. */
  readonly untaught?: readonly { readonly id: string; readonly title: string; readonly lessons: number }[]
}

/** Named less often, a concept is touched, not used. */
const USED = 3

/** What the lessons talk about, how hard they are, and what they leave open. @throws UserError `unknown-item`. */
export function analyzeContent(content: Content, item?: string): AnalyzeResult {
  const wanted = new Set(lessonsNamed(content, item).map(({ topic }) => topic.slug))
  const tools = toolsOf(content)
  const measured = content.corpus.parsed.map((parsed) => measure(parsed, tools))
  const scored = measured.map(({ slug, declared, score }) => ({ slug, declared, score }))
  const levels = levelsByScore(scored)
  const outliers = difficultyOutliers(scored)
  const items = measured
    .filter(({ slug }) => wanted.has(slug))
    .map(({ declared, score, factors, ...rest }): AnalyzedItem => {
      const byScore = levels.get(rest.slug) ?? declared
      const isOutlier = outliers.has(rest.slug)
      return { ...rest, difficulty: { declared, score, byScore, isOutlier, factors } }
    })
  const agreement = rankAgreement(scored)
  return {
    items,
    ...(agreement === undefined ? {} : { agreement }),
    outliers: items.filter(({ difficulty }) => difficulty.isOutlier).map(({ slug }) => slug),
    ...(item === undefined ? { untaught: untaughtIn(content, measured) } : {}),
  }
}

interface Tools {
  readonly names: ConceptNames
  readonly titles: ReadonlyMap<string, string>
  readonly needs: ReturnType<typeof needsOf>
  readonly nodes: ReadonlyMap<string, TopicNode>
  readonly content: Content
}

function toolsOf(content: Content): Tools {
  const { graph, corpus } = content
  const written = new Map(corpus.concepts.map((one) => [one.id, one]))
  const named = graph.concepts.map(({ id, title }) => {
    const one = written.get(id)
    const aliases = one !== undefined && 'aliases' in one ? (one.aliases as readonly string[]) : []
    return { id, title, aliases }
  })
  return {
    names: conceptNames(named),
    titles: new Map(named.map(({ id, title }) => [id, title])),
    needs: needsOf(graph),
    nodes: new Map(graph.topics.map((node) => [node.slug, node])),
    content,
  }
}

type Measured = Omit<AnalyzedItem, 'difficulty'> & Omit<AnalyzedItem['difficulty'], 'byScore' | 'isOutlier'>

function measure(parsed: ParsedTopic, tools: Tools): Measured {
  const { slug, kind, title, blocks, difficulty, minutes } = parsed.topic
  const words = countWords(blocks)
  const concepts = usesIn(parsed, tools)
  const { needed, own } = needsOfLesson(parsed, tools)
  const before = new Set([...closure([...needed, ...own], tools.needs)].filter((id) => !own.includes(id)))
  const chain = longestChain([...own, ...needed], tools.needs)
  const factors = {
    words,
    sentenceLength: sentenceLength(blocks),
    conceptDensity: words === 0 ? 0 : Math.round((concepts.length * 10_000) / words) / 10,
    chainLength: chain.length,
    prerequisites: before.size,
  }
  const questions = parsed.quiz?.data.questions.length ?? 0
  return {
    ...{ slug, kind, title, concepts, chain },
    ...{ declared: difficulty, score: difficultyScore(factors), factors },
    minutes: { declared: minutes, computed: readingMinutes(blocks, words, questions) },
    gaps: concepts.filter(({ id, mentions }) => mentions >= USED && !own.includes(id) && !before.has(id)),
    visuals: visualsOf(blocks),
  }
}

function usesIn({ topic }: ParsedTopic, { names, titles }: Tools): ConceptUse[] {
  const counts = findConcepts(proseOf(topic.blocks), names)
  return [...counts]
    .map(([id, mentions]) => ({ id, title: titles.get(id) ?? id, mentions }))
    .sort((a, b) => b.mentions - a.mentions || (a.id < b.id ? -1 : 1))
}

/** What a lesson teaches, and what it says must be known, both as concepts. What a lesson before teaches counts as known. */
function needsOfLesson({ topic, frontMatter }: ParsedTopic, { nodes, content }: Tools) {
  const own = nodes.get(topic.slug)?.teaches ?? [topic.slug]
  const { concepts, patterns } = frontMatter.data.prerequisites
  const named = concepts.flatMap((name) => conceptNamed(name, content.graph.concepts)?.id ?? [])
  const lessons = patterns.flatMap((slug) => nodes.get(slug)?.teaches ?? [slug])
  return { own, needed: [...named, ...lessons] }
}

function untaughtIn(
  { graph }: Content,
  lessons: readonly Measured[],
): NonNullable<AnalyzeResult['untaught']> {
  const taught = new Set([
    ...graph.topics.flatMap(({ teaches }) => teaches),
    ...graph.clusters.flatMap(({ practises }) => practises),
  ])
  const using = new Map<string, number>()
  for (const { concepts } of lessons) {
    for (const { id } of concepts) using.set(id, (using.get(id) ?? 0) + 1)
  }
  return graph.concepts
    .filter(({ id }) => !taught.has(id))
    .map(({ id, title }) => ({ id, title, lessons: using.get(id) ?? 0 }))
    .sort((a, b) => b.lessons - a.lessons || (a.id < b.id ? -1 : 1))
}
