import * as z from 'zod'
import { type ProgressEvent, RATINGS } from './events.ts'

/** The last instant that a Date can hold: ECMA-262, section "Time Values and Time Range". */
const LAST_INSTANT_MS = 8.64e15

const slug = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words with hyphens')
const name = z.string().max(200)
const count = z.int().nonnegative()

function event<Kind extends string, Data extends z.ZodType>(kind: Kind, data: Data) {
  return z.strictObject({
    id: z.uuid(),
    atMs: z.int().nonnegative().max(LAST_INSTANT_MS),
    kind: z.literal(kind),
    slug,
    data,
  })
}

/** The log's events, exactly: a field that is not known is an error, since it could not be kept. */
const progressEvent = z.discriminatedUnion('kind', [
  event('read', z.strictObject({ finished: z.boolean(), place: name.exactOptional() })),
  event('seen', z.strictObject({ part: z.literal('diagram') })),
  event(
    'quiz',
    z.strictObject({
      question: name,
      answer: z.array(name).max(100),
      correct: z.boolean(),
      questions: count,
    }),
  ),
  event(
    'attempt',
    z.strictObject({
      language: name,
      verdict: z.enum(['pass', 'weak', 'fail', 'inconclusive']),
      seed: name,
      checksPassed: count,
      checksTotal: count,
      unaided: z.literal(true).exactOptional(),
    }),
  ),
  event(
    'review',
    z.strictObject({
      question: name,
      answer: z.array(name).max(100),
      correct: z.boolean(),
      rating: z.enum(RATINGS),
    }),
  ),
  event('bury', z.strictObject({ question: name })),
  event('undo', z.strictObject({ event: z.uuid() })),
  event('simulation', z.strictObject({ scenario: name, seeds: count })),
  event('path', z.strictObject({ followed: z.boolean() })),
  event('exam-start', z.strictObject({ seed: name, questions: z.array(name).max(500), minutes: count })),
  event(
    'exam-answer',
    z.strictObject({ exam: z.uuid(), question: name, answer: z.array(name).max(100), correct: z.boolean() }),
  ),
  event('exam-end', z.strictObject({ exam: z.uuid() })),
  event(
    'case-study',
    z.strictObject({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      words: count,
      criteria: z.array(name).max(100),
    }),
  ),
  event('hint', z.strictObject({ level: count })),
  event('solution', z.strictObject({ language: name })),
]) satisfies z.ZodType<ProgressEvent>

export const progressLog = z.strictObject({
  schemaVersion: z.literal(1, 'must be 1: this compendium reads no other version'),
  events: z.array(progressEvent),
})

/** The kinds of events that this compendium knows. */
export const EVENT_KINDS: readonly string[] = progressEvent.options.map((option) => option.shape.kind.value)

/** Undefined of what is no event that this compendium knows. */
export function parseEvent(event: unknown): ProgressEvent | undefined {
  return progressEvent.safeParse(event).data
}
