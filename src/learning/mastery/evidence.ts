import type { ProgressEvent } from '../events.ts'

/** What a learner has shown, by the slug of a topic or of an exercise on a cluster. */
export interface Evidence {
  /** Lessons that were read to their end. */
  readonly read: ReadonlySet<string>
  /** By topic, the questions that were answered, and whether the newest answer was right. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, boolean>>
  /** Topics whose simulation was run. */
  readonly simulated: ReadonlySet<string>
  /** By exercise, how good the best program was, from 0 to 1. */
  readonly built: ReadonlyMap<string, number>
}

const PASS = 1
const WEAK = 0.75
/** Of a program that fails, its share of passed checks counts so much. */
const FAIL = 0.5

/** `events` are ordered by time. Answers that were undone never were. */
export function evidenceOf(events: readonly ProgressEvent[]): Evidence {
  const undone = new Set(events.flatMap((event) => (event.kind === 'undo' ? [event.data.event] : [])))
  const read = new Set<string>()
  const answers = new Map<string, Map<string, boolean>>()
  const simulated = new Set<string>()
  const built = new Map<string, number>()
  for (const event of events) {
    const { slug } = event
    if (undone.has(event.id)) continue
    if (event.kind === 'read' && event.data.finished) read.add(slug)
    if (event.kind === 'simulation') simulated.add(slug)
    if (event.kind === 'attempt') built.set(slug, Math.max(built.get(slug) ?? 0, worth(event.data)))
    if (event.kind === 'quiz' || event.kind === 'review') {
      const known = answers.get(slug) ?? new Map<string, boolean>()
      answers.set(slug, known.set(event.data.question, event.data.correct))
    }
  }
  return { read, answers, simulated, built }
}

type Attempt = Extract<ProgressEvent, { kind: 'attempt' }>['data']

function worth({ verdict, checksPassed, checksTotal }: Attempt): number {
  if (verdict === 'pass') return PASS
  if (verdict === 'weak') return WEAK
  return checksTotal === 0 ? 0 : (FAIL * checksPassed) / checksTotal
}
