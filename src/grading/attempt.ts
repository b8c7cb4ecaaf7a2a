import type { Grade, Verdict } from './verdict.ts'

/** What progress keeps of a grade: the data of an `attempt` event. */
export interface AttemptFact {
  readonly kind: 'attempt'
  readonly slug: string
  readonly data: {
    readonly language: string
    readonly verdict: Verdict
    readonly seed: string
    readonly checksPassed: number
    readonly checksTotal: number
  }
}

/**
 * `total` is how many checks there are where fewer were asked for: of an exercise with stages, the first of which pass. That is
 * no pass of the whole, and kept as `weak`.
 */
export function attemptFact(
  {
    pattern,
    language,
    verdict,
    seed,
    checks,
  }: Pick<Grade, 'pattern' | 'language' | 'verdict' | 'seed' | 'checks'>,
  total = checks.length,
): AttemptFact {
  const checksPassed = checks.filter((check) => check.verdict === 'pass').length
  const isPart = verdict === 'pass' && checks.length < total
  return {
    kind: 'attempt',
    slug: pattern,
    data: {
      ...{ language, verdict: isPart ? 'weak' : verdict, seed: String(seed) },
      ...{ checksPassed, checksTotal: total },
    },
  }
}
