import path from 'node:path'
import { UserError } from '../../lib/user-error.ts'
import { pathKind } from '../../platform/tree.ts'
import { parseCorpus } from '../compile/compile-corpus.ts'
import { type Problem, Problems, sortProblems } from '../compile/problem.ts'
import { visibleText } from './characters.ts'
import { sourcedFigures } from './figures.ts'
import { liveLinks } from './links.ts'
import { knownTopics, noCycle } from './prerequisites.ts'
import { uniqueQuestions, validAnswers } from './quiz.ts'
import type { Rule } from './rule.ts'
import { citedSources, knownSources } from './sources.ts'
import { eightParts, folderIsSlug, interactiveElements, noStrayFile } from './structure.ts'

type Finding = Omit<Problem, 'severity'>

export interface LintResult {
  readonly topics: number
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
  validAnswers,
  sourcedFigures,
]

/**
 * Checks the content below `contentDir`: what the compiler cannot read, and every rule above.
 * @throws UserError `no-content` when there is no `patterns/` to check.
 */
export async function lintContent(contentDir: string): Promise<LintResult> {
  if ((await pathKind(path.join(contentDir, 'patterns'))) !== 'folder') throw noContent(contentDir)
  const { parsed, problems: unreadable } = await parseCorpus(contentDir)
  const problems = new Problems()
  for (const topic of parsed) for (const rule of RULES) rule(topic, problems, parsed)
  const all = sortProblems([...unreadable, ...problems.list])
  return { topics: parsed.length, errors: findings(all, 'error'), warnings: findings(all, 'warning') }
}

function findings(problems: readonly Problem[], wanted: Problem['severity']): Finding[] {
  return problems.filter(({ severity }) => severity === wanted).map(({ severity: _, ...finding }) => finding)
}

function noContent(contentDir: string): UserError {
  return new UserError(`${contentDir} holds no folder patterns/.`, {
    code: 'no-content',
    next: ['Give the content folder itself, the one with patterns/<slug>/lesson.md in it.'],
  })
}
