import * as z from 'zod'

/** Languages that the grader can load. A row of `grading/languages.ts` stands behind each. */
const languageId = z.enum(['python', 'javascript', 'typescript', 'go', 'java'])

/** Those that an exercise is written in: its JavaScript is its TypeScript without types, made by the build. */
export const writtenLanguage = languageId.exclude(['javascript'])

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const snake = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'write it in snake_case')
const languageFile = z.strictObject({ file: z.string().regex(/^[\w.-]+$/) })
const sentence = z.string().trim().min(1)
const typeName = z.string().regex(/^[A-Z]\w*$/)

/**
 * The type of a value that crosses the contract: a base type, then any of `[]` (a list of it), `{}` (a
 * map from strings to it) and `?` (it may be absent). `int` is exact up to 2^53; `int64` is a bigint in
 * languages whose plain number is not; `self` is another instance of the learner's own type.
 */
const valueType = z
  .string()
  .regex(
    /^(int|int64|float|bool|string|any|nothing|self|function)(\[\]|\{\})*\??$/,
    'a type is int, int64, float, bool, string, any, nothing, self or function, then [], {} or ?',
  )

/**
 * What a driver can hand to a constructor: `clock()` in virtual milliseconds, `random()` in [0, 1),
 * `hash(text)` to 32 bits, `sleep(ms)` in virtual time, a `function` of the contract's own whose
 * outcomes the grader scripts: a fake dependency, or `schedule(delay_ms, callback)`, which gives a function
 * that cancels. Callbacks take nothing and run in the order of their virtual time, then of scheduling; one that
 * is due at once runs when everything else has come to rest. Only where methods overlap.
 */
export const GIVEN_KINDS = ['clock', 'random', 'hash', 'sleep', 'schedule', 'function'] as const

/** What a function that the program is handed takes and gives. */
const functionShape = z.strictObject({
  takes: z
    .array(z.strictObject({ name: snake, type: valueType }))
    .max(2)
    .default([]),
  gives: valueType.default('any'),
  /** It may fail: raise an error of the contract, or one of its own. */
  fails: z.boolean().default(true),
  /** It returns a promise in languages that have them. */
  async: z.boolean().default(true),
})

type Files<Language extends string> = Partial<Record<Language, z.infer<typeof languageFile>>>

/** In the order in which languages are listed. */
function withJavaScript({
  python,
  typescript,
  ...others
}: Files<z.infer<typeof writtenLanguage>>): Files<LanguageId> {
  return {
    ...(python === undefined ? {} : { python }),
    ...(typescript === undefined
      ? {}
      : { javascript: { file: typescript.file.replace(/\.ts$/, '.js') }, typescript }),
    ...others,
  }
}

/**
 * The contract of an exercise: `exercise/exercise.yaml`. Names are in snake_case; a language whose
 * idiom is camelCase gets them converted, in names and in the prose between backticks.
 */
export const exerciseSchema = z.strictObject({
  /** Which reference model of `grading/models/` judges it. */
  model: kebab,
  /** The class that the learner writes. */
  type: typeName,
  /** What an instance is called in sentences: "breaker". */
  subject: sentence,
  summary: sentence,
  options: z.array(
    z.strictObject({
      name: snake,
      type: z.enum(['int', 'float', 'bool', 'string']),
      /** `ms`, `tokens`, `per second`; left out for what is counted or has none. */
      unit: sentence.optional(),
      /** One that has none must always be given. */
      default: z.union([z.number(), z.boolean(), z.string()]).optional(),
      minimum: z.number().optional(),
      meaning: sentence,
    }),
  ),
  /** What the constructor is handed besides options. The kind says how a driver makes it. */
  given: z.array(
    z.strictObject({
      name: snake,
      kind: z.enum(GIVEN_KINDS),
      /** Of the kind `function`. */
      function: functionShape.optional(),
      meaning: sentence,
    }),
  ),
  methods: z.array(
    z.strictObject({
      name: snake,
      /** `function` says more of a parameter of that type. */
      parameters: z.array(
        z.strictObject({ name: snake, type: valueType, function: functionShape.optional() }),
      ),
      returns: valueType,
      /** Returns a promise in languages that have them. */
      async: z.boolean().default(false),
      /**
       * Calls of it may be in flight side by side, in threads, goroutines or promises of their own, and may
       * wait for each other. They wait without a limit of time: whoever gives up is woken by the given
       * `schedule`, since no driver could make the timed waits of its language virtual.
       */
      overlaps: z.boolean().default(false),
      /** Errors of the contract that it may raise. */
      raises: z.array(typeName).default([]),
      meaning: sentence,
    }),
  ),
  attributes: z.array(z.strictObject({ name: snake, values: z.array(z.string()).min(1), meaning: sentence })),
  errors: z.array(z.strictObject({ name: typeName.regex(/Error$/, 'end it in Error'), meaning: sentence })),
  /** One instance serves several threads at once, in languages that have them. */
  shared: z.boolean().default(false),
  /** The contract leaves open whether threads share it: tried with several when the user asks for that. */
  may_share: z.boolean().default(false),
  properties: z
    .array(z.strictObject({ id: kebab, title: sentence, statement: sentence, source: sentence }))
    .min(1),
  /** The file that the starter is written to, by language. */
  languages: z.partialRecord(writtenLanguage, languageFile).transform(withJavaScript),
  defaults: z.strictObject({
    seed: z.int().min(0),
    sequences: z.int().min(1).max(10_000),
    timeoutSeconds: z.number().positive(),
  }),
})

export type ExerciseContract = z.infer<typeof exerciseSchema>
export type ExerciseProperty = ExerciseContract['properties'][number]
export type FunctionShape = z.infer<typeof functionShape>
export type GivenKind = (typeof GIVEN_KINDS)[number]
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
  /** How many deliberately wrong programs prove its checks. */
  readonly mutants: number
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
