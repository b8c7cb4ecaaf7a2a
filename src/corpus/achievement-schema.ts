import * as z from 'zod'

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const words = z.string().trim().min(1, 'must not be empty')
const number = z.int().min(1).max(1000)

/** Which events count: those that have all that is named. A pass on a cluster is one only if all its stages passed. */
const evidence = z.strictObject({
  kind: z.enum(['read', 'quiz', 'attempt', 'review']),
  /** Topics, or exercises, by name, or all of a sort. */
  of: z.union([z.literal(['components', 'clusters']), z.array(kebab).min(1)]).optional(),
  verdict: z.enum(['pass', 'weak', 'fail', 'inconclusive']).optional(),
  correct: z.boolean().optional(),
  finished: z.literal(true).optional(),
  unaided: z.literal(true).optional(),
})

/**
 * A rule says what must be found in the log. It never says what must be missing: so what was earned stays earned, whatever is
 * added to the log later, and in whatever order.
 */
const rule = z.union([
  /** So many different ones; with `within`, of one and the same topic. */
  z.strictObject({
    count: z.union([number, z.literal('all')]),
    each: z.enum(['event', 'topic', 'language', 'day']),
    within: z.literal('topic').optional(),
    where: evidence,
  }),
  /** Of so many topics or questions, an event of the first sort and, later, one of the second. */
  z.strictObject({
    first: evidence,
    later: evidence,
    days: z.int().min(0).max(3650).default(0),
    same: z.enum(['topic', 'question']),
    count: number.default(1),
  }),
  /** Days in a row with any activity. */
  z.strictObject({ days_in_row: number }),
  /** Topics of which every question was answered right. */
  z.strictObject({ quizzes_right: number }),
])

/** `content/achievements.yaml`. */
export const achievementsSchema = z
  .array(z.strictObject({ id: kebab, title: words, how: words, rule }))
  .min(1)

/** `content/achievements.es.yaml`: the same in another language, by id. */
export const achievementTextsSchema = z.record(kebab, z.strictObject({ title: words, how: words }))

export type AchievementTexts = z.infer<typeof achievementTextsSchema>
export type WrittenAchievement = z.infer<typeof achievementsSchema>[number]
export type WrittenEvidence = z.infer<typeof evidence>

/** Which events count, with all names resolved. */
export interface Evidence extends Omit<WrittenEvidence, 'of'> {
  readonly slugs?: readonly string[]
  /** Of exercises on clusters, the stages that must have passed besides. */
  readonly checks?: Readonly<Record<string, number>>
}

export type Rule =
  | {
      readonly count: number
      readonly each: 'event' | 'topic' | 'language' | 'day'
      readonly within?: 'topic' | undefined
      readonly where: Evidence
    }
  | {
      readonly first: Evidence
      readonly later: Evidence
      readonly days: number
      readonly same: 'topic' | 'question'
      readonly count: number
    }
  | { readonly days_in_row: number }
  | { readonly quizzes_right: number }

/** As compiled. */
export interface Achievement {
  readonly id: string
  readonly title: string
  /** What to do for it: an imperative. */
  readonly how: string
  readonly rule: Rule
}
