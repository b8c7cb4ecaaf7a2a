import * as z from 'zod'

/** Languages that the grader can load. A row of `grading/languages.ts` stands behind each. */
const languageId = z.enum(['python', 'javascript', 'typescript'])

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const snake = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'write it in snake_case')
const sentence = z.string().trim().min(1)

/**
 * The contract of an exercise: `exercise/exercise.yaml`. Names are in snake_case; a language whose
 * idiom is camelCase gets them converted, in names and in the prose between backticks.
 */
export const exerciseSchema = z.strictObject({
  /** Which reference model of `grading/models/` judges it. */
  model: kebab,
  /** The class that the learner writes. */
  type: z.string().regex(/^[A-Z]\w*$/),
  summary: sentence,
  options: z.array(
    z.strictObject({
      name: snake,
      unit: z.enum(['ms', 'count']),
      default: z.int().min(0),
      minimum: z.int().min(0),
      meaning: sentence,
    }),
  ),
  /** What the constructor is handed besides options: a clock, a random source. */
  given: z.array(z.strictObject({ name: snake, meaning: sentence })),
  methods: z.array(
    z.strictObject({ name: snake, parameters: z.array(snake), returns: sentence, meaning: sentence }),
  ),
  attributes: z.array(z.strictObject({ name: snake, values: z.array(z.string()).min(1), meaning: sentence })),
  errors: z.array(z.strictObject({ name: z.string().regex(/^[A-Z]\w*$/), meaning: sentence })),
  properties: z
    .array(z.strictObject({ id: kebab, title: sentence, statement: sentence, source: sentence }))
    .min(1),
  /** The file that the starter is written to, by language. */
  languages: z.partialRecord(languageId, z.strictObject({ file: z.string().regex(/^[\w.-]+$/) })),
  defaults: z.strictObject({
    seed: z.int().min(0),
    sequences: z.int().min(1).max(10_000),
    timeoutSeconds: z.number().positive(),
  }),
})

export type ExerciseContract = z.infer<typeof exerciseSchema>
export type ExerciseProperty = ExerciseContract['properties'][number]
export type LanguageId = z.infer<typeof languageId>

export interface Hint {
  /** 1 points in a direction, 2 names the idea, 3 nearly says it. */
  readonly level: number
  readonly title: string
  /** Markdown. */
  readonly text: string
}

/** What the compiled corpus holds for an exercise. */
export interface Exercise extends ExerciseContract {
  readonly hints: readonly Hint[]
}

/**
 * Reads `exercise/hints.md`: one level-2 heading a level, `## 1. Title`, in order from 1.
 * @throws Error naming the heading that is out of order, or a level without text.
 */
export function hintsFromMarkdown(markdown: string): Hint[] {
  const parts = markdown.split(/^## /m).slice(1)
  return parts.map((part, index) => {
    const [heading = '', ...body] = part.split('\n')
    const match = /^(\d+)\.\s+(.+)$/.exec(heading.trim())
    const text = body.join('\n').trim()
    if (!match || Number(match[1]) !== index + 1)
      throw new Error(`hint heading "${heading}" is not number ${index + 1}`)
    if (text === '') throw new Error(`hint ${index + 1} has no text`)
    return { level: index + 1, title: match[2] ?? '', text }
  })
}
