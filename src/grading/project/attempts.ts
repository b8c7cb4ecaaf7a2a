import type { AttemptFact } from '../attempt.ts'
import { overall } from '../verdict.ts'
import type { ProjectGrade } from './grade-project.ts'
import { ALL_DRILLS } from './kinds.ts'

/** What is known of whose program it is. */
export interface Authorship {
  readonly language: string
  /** Its code is as it was generated: nobody has changed anything in it. */
  readonly asGenerated: boolean
}

/**
 * What progress keeps of the drills of a project: an attempt for each pattern that is an exercise, by the drills that are
 * for it. A pass of code that we wrote shows little of the learner, and is kept as `weak`.
 */
export function projectAttempts(
  { patterns, checks, seed, fault }: ProjectGrade,
  { language, asGenerated }: Authorship,
  exercises: readonly string[],
): AttemptFact[] {
  return patterns.flatMap((slug) => {
    if (!exercises.includes(slug)) return []
    const own = checks.filter(({ id }) => isFor(slug, id))
    const verdict = fault === undefined ? overall(own) : 'fail'
    return {
      kind: 'attempt' as const,
      slug,
      data: {
        ...{ language, seed: String(seed), verdict: verdict === 'pass' && asGenerated ? 'weak' : verdict },
        checksPassed: own.filter((check) => check.verdict === 'pass').length,
        checksTotal: own.length,
      },
    }
  })
}

function isFor(pattern: string, drill: string): boolean {
  const found = ALL_DRILLS.find(({ id }) => id === drill)
  return found?.patterns === 'all' || found?.patterns.includes(pattern) === true
}
