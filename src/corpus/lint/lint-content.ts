import path from 'node:path'
import { UserError } from '../../lib/user-error.ts'
import { pathKind, readText } from '../../platform/tree.ts'
import { compileAchievements } from '../compile/achievements.ts'
import { type ParsedCorpus, parseCorpus } from '../compile/compile-corpus.ts'
import { type Problem, Problems, sortProblems } from '../compile/problem.ts'
import type { MeasureRun } from '../compile/questions/measured.ts'
import { visibleText } from './characters.ts'
import { knownLesson, soundStages, taskLength, threeHints, uniqueName } from './clusters/exercise.ts'
import { enoughMutants, placedEdits, soundMutants } from './clusters/mutants.ts'
import { bothPrograms, noStrayProgram, wholeFolder } from './clusters/programs.ts'
import { citedFigures, knownCitations, visibleWords } from './clusters/prose.ts'
import type { ClusterRule } from './clusters/rule.ts'
import { knownConcepts, knownGoals, noConceptCycle, noLessonCycle, uniqueConcepts } from './concepts.ts'
import { sourcedFigures } from './figures.ts'
import { INCIDENT_RULES } from './incidents/rules.ts'
import { askedInsights, soundPrompts, uniqueInsights } from './insights.ts'
import { liveLinks } from './links.ts'
import { knownTopics, noCycle } from './prerequisites.ts'
import { soundQuestions, uniqueQuestions } from './quiz.ts'
import type { Rule } from './rule.ts'
import { citedSources, knownSources } from './sources.ts'
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
  knownTopics,
  noCycle,
  uniqueQuestions,
  soundQuestions,
  askedInsights,
  uniqueInsights,
  soundPrompts,
  sourcedFigures,
  faithfulTranslations,
]

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

const CORPUS_RULES = [uniqueConcepts, knownConcepts, noConceptCycle, noLessonCycle, knownGoals]

/** What the corpus itself does not know, and checks where the caller brings it. */
export interface LintTools {
  /** Ids of the workloads that there are. */
  readonly workloads?: readonly string[]
  /** Runs a simulation that a question asks about. */
  readonly measure?: MeasureRun
  /** The day of the check, `2026-11-22`: nothing is told of tomorrow. */
  readonly today?: string
}

/**
 * Checks the content below `contentDir`: what the compiler cannot read, and every rule above.
 * @throws UserError `no-content` when there is no `patterns/` to check.
 */
export async function lintContent(
  contentDir: string,
  { workloads, measure, today }: LintTools = {},
): Promise<LintResult> {
  if ((await pathKind(path.join(contentDir, 'patterns'))) !== 'folder') throw noContent(contentDir)
  const corpus = await parseCorpus(contentDir, measure)
  const { parsed, clusters, incidents, problems: unreadable } = corpus
  const problems = new Problems()
  for (const rule of CORPUS_RULES) rule(corpus, problems)
  for (const topic of parsed) for (const rule of RULES) rule(topic, problems, parsed)
  for (const cluster of clusters) {
    for (const rule of CLUSTER_RULES) rule(cluster, problems, { topics: parsed, workloads })
  }
  const items = parsed.map(({ topic }) => topic)
  const stages = clusters.map(({ exercise: { id, stages: all } }) => ({ id, stages: all.length }))
  await compileAchievements(contentDir, { items, clusters: stages }, problems)
  const around = { all: incidents, patterns: await patternSlugs(contentDir, corpus), today }
  for (const incident of incidents) for (const rule of INCIDENT_RULES) rule(incident, problems, around)
  const all = sortProblems([...unreadable, ...problems.list])
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
  return new Set([...parsed.map(({ topic }) => topic.slug), ...listed.split(/\s+/)])
}

function noContent(contentDir: string): UserError {
  return new UserError(`${contentDir} holds no folder patterns/.`, {
    code: 'no-content',
    next: ['Give the content folder itself, the one with patterns/<slug>/lesson.md in it.'],
  })
}
