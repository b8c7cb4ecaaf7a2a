import path from 'node:path'
import { pathKind, readText } from '../../platform/tree.ts'
import { compileAchievements } from '../compile/achievements.ts'
import { type ParsedCorpus, parseCorpus } from '../compile/compile-corpus.ts'
import { type Problem, Problems, sortProblems } from '../compile/problem.ts'
import type { MeasureRun } from '../compile/questions/measured.ts'
import { requireContentFolder } from '../content-folder.ts'
import { visibleText } from './characters.ts'
import { knownLesson, soundStages, taskLength, threeHints, uniqueName } from './clusters/exercise.ts'
import { enoughMutants, placedEdits, soundMutants } from './clusters/mutants.ts'
import { bothPrograms, noStrayProgram, wholeFolder } from './clusters/programs.ts'
import { citedFigures, knownCitations, visibleWords } from './clusters/prose.ts'
import type { ClusterRule } from './clusters/rule.ts'
import {
  knownCompanions,
  knownConcepts,
  knownGoals,
  noConceptCycle,
  noLessonCycle,
  soundDefinitions,
  uniqueConcepts,
  uniqueNames,
} from './concepts.ts'
import { sourcedFigures } from './figures.ts'
import { INCIDENT_RULES } from './incidents/rules.ts'
import { askedInsights, soundPrompts, uniqueInsights } from './insights.ts'
import { type KnownElements, knownElements } from './known-elements.ts'
import { liveLinks, liveTextLinks } from './links.ts'
import { listedPatterns } from './listed-patterns.ts'
import { knownLinks, listedPapers, uniquePapers } from './papers.ts'
import { knownTopics, noCycle } from './prerequisites.ts'
import { knownLaws, mappedPrinciples, placedKinds, soundMapping } from './principles.ts'
import { soundQuestions, uniqueQuestions } from './quiz.ts'
import type { Rule } from './rule.ts'
import { runnableLanguages } from './runnable.ts'
import { citedSources, knownSources } from './sources.ts'
import { noneUnwritten } from './still-to-write.ts'
import { eightParts, folderIsSlug, interactiveElements, noStrayFile } from './structure.ts'
import { faithfulTranslations } from './translations.ts'

type Finding = Omit<Problem, 'severity'>

export interface LintResult {
  readonly topics: number
  /** Exercises on clusters. */
  readonly clusters: number
  readonly incidents: number
  readonly errors: readonly Finding[]
  readonly warnings: readonly Finding[]
}

const RULES: readonly Rule[] = [
  folderIsSlug,
  eightParts,
  noStrayFile,
  visibleText,
  interactiveElements,
  knownSources,
  citedSources,
  liveLinks,
  runnableLanguages,
  noCycle,
  uniqueQuestions,
  soundQuestions,
  askedInsights,
  uniqueInsights,
  soundPrompts,
  sourcedFigures,
  faithfulTranslations,
]

/** Over all texts, of lessons and of the rest. */
const TEXT_RULES = [liveTextLinks, noneUnwritten]

const CLUSTER_RULES: readonly ClusterRule[] = [
  knownLesson,
  uniqueName,
  soundStages,
  threeHints,
  taskLength,
  wholeFolder,
  bothPrograms,
  noStrayProgram,
  soundMutants,
  placedEdits,
  enoughMutants,
  visibleWords,
  knownCitations,
  citedFigures,
]

const CORPUS_RULES = [
  ...[
    uniqueConcepts,
    uniqueNames,
    soundDefinitions,
    knownConcepts,
    noConceptCycle,
    noLessonCycle,
    knownGoals,
  ],
  ...[uniquePapers, knownLinks, listedPapers],
  ...[placedKinds, knownLaws, mappedPrinciples, soundMapping],
]

/** What the corpus itself does not know, and checks where the caller brings it. */
export interface LintTools extends KnownElements {
  /** Ids of the workloads that there are. */
  readonly workloads?: readonly string[]
  /** Runs a simulation that a question asks about. */
  readonly measure?: MeasureRun
  /** Checks of what lies beside the lessons, and those that take their time. */
  readonly more?: readonly ((corpus: ParsedCorpus, contentDir: string) => Promise<readonly Problem[]>)[]
}

/**
 * Checks the content below `contentDir`: what the compiler cannot read, and every rule above.
 * @throws UserError `no-content` when there is no `patterns/` to check.
 */
export async function lintContent(contentDir: string, tools: LintTools = {}): Promise<LintResult> {
  await requireContentFolder(contentDir)
  const { workloads, measure, today } = tools
  const corpus = await parseCorpus(contentDir, measure)
  const { parsed, clusters, incidents, problems: unreadable } = corpus
  const problems = new Problems()
  for (const rule of [...CORPUS_RULES, ...TEXT_RULES]) rule(corpus, problems)
  knownTopics(parsed, await listedPatterns(contentDir), problems)
  knownElements(corpus, tools, problems)
  for (const topic of parsed) for (const rule of RULES) rule(topic, problems, parsed)
  for (const cluster of clusters) {
    for (const rule of CLUSTER_RULES) rule(cluster, problems, { topics: parsed, workloads })
  }
  const items = parsed.map(({ topic }) => topic)
  const stages = clusters.map(({ exercise: { id, stages: all } }) => ({ id, stages: all.length }))
  await compileAchievements(contentDir, { items, clusters: stages }, problems)
  const patterns = await patternSlugs(contentDir, corpus)
  knownCompanions(corpus, problems, patterns)
  const around = { all: incidents, patterns, today }
  for (const incident of incidents) for (const rule of INCIDENT_RULES) rule(incident, problems, around)
  const more = await Promise.all((tools.more ?? []).map((check) => check(corpus, contentDir)))
  const all = sortProblems([...unreadable, ...problems.list, ...more.flat()])
  return {
    topics: parsed.length,
    clusters: clusters.length,
    incidents: incidents.length,
    errors: findings(all, 'error'),
    warnings: findings(all, 'warning'),
  }
}

function findings(problems: readonly Problem[], wanted: Problem['severity']): Finding[] {
  return problems.filter(({ severity }) => severity === wanted).map(({ severity: _, ...finding }) => finding)
}

/** Of lessons, and those of the list of patterns, `pattern-slugs.txt`: one a line. */
async function patternSlugs(contentDir: string, { parsed }: ParsedCorpus): Promise<ReadonlySet<string>> {
  const file = path.join(contentDir, 'pattern-slugs.txt')
  const listed = (await pathKind(file)) === 'file' ? await readText(file) : ''
  const lessons = parsed.flatMap(({ topic }) => (topic.kind === 'pattern' ? topic.slug : []))
  return new Set([...lessons, ...listed.split(/\s+/)])
}
