import type { ProgressFact } from './events.ts'
import { readEvents } from './progress-store.ts'
import type { RecordContext } from './record.ts'

type Attempt = Extract<ProgressFact, { kind: 'attempt' }>

/**
 * The attempt, marked if it passed and neither a hint nor the solution of the exercise was shown before. That is noted with the
 * attempt, since a hint of another machine may join the log later. Never throws: without a store nothing is claimed.
 */
export async function withHelpNoted(attempt: Attempt, context: RecordContext): Promise<Attempt> {
  if (attempt.data.verdict !== 'pass') return attempt
  try {
    const events = await readEvents((message) => context.warn(message))
    const helped = events.some(
      ({ kind, slug }) => slug === attempt.slug && (kind === 'hint' || kind === 'solution'),
    )
    return helped ? attempt : { ...attempt, data: { ...attempt.data, unaided: true } }
  } catch {
    return attempt
  }
}
