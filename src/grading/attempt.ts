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

export function attemptFact({
  pattern,
  language,
  verdict,
  seed,
  checks,
}: Pick<Grade, 'pattern' | 'language' | 'verdict' | 'seed' | 'checks'>): AttemptFact {
  const checksPassed = checks.filter((check) => check.verdict === 'pass').length
  return {
    kind: 'attempt',
    slug: pattern,
    data: { language, verdict, seed: String(seed), checksPassed, checksTotal: checks.length },
  }
}
