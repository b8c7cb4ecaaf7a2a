import type { ProgressFact, RatingName } from '../events.ts'
import type { QuizResult } from '../quiz.ts'
import { newEvent, recordEvents } from '../record.ts'
import { faceId } from './card-face.ts'
import type { DueCard } from './due.ts'

/** What the learner did about a card. */
export type Deed =
  | {
      readonly kind: 'rated'
      readonly card: DueCard
      readonly result: QuizResult
      readonly rating: RatingName
    }
  | { readonly kind: 'buried'; readonly card: DueCard }
  /** The deed at this place in the sitting, from 0, never was. */
  | { readonly kind: 'undone'; readonly card: DueCard; readonly deed: number }

/** Saves what is done in a sitting as it is done, and keeps the warnings until the screen is gone. */
export interface ReviewLog {
  readonly note: (deed: Deed) => Promise<void>
  /** Resolves when all is saved, to what went wrong, each thing once. */
  readonly end: () => Promise<readonly string[]>
}

export function reviewLog(now: () => number): ReviewLog {
  const warnings = new Set<string>()
  const ids: string[] = []
  let saved: Promise<void> = Promise.resolve()
  return {
    note: (deed) => {
      const event = newEvent(factOf(deed, ids), now())
      ids.push(event.id)
      saved = saved.then(() => recordEvents([event], (message) => void warnings.add(message)))
      return saved
    },
    end: async () => {
      await saved
      return [...warnings]
    },
  }
}

function factOf(deed: Deed, ids: readonly string[]): ProgressFact {
  const { slug } = deed.card
  if (deed.kind === 'undone') return { kind: 'undo', slug, data: { event: ids[deed.deed] ?? '' } }
  return deed.kind === 'buried'
    ? { kind: 'bury', slug, data: { question: faceId(deed.card) } }
    : reviewFact(slug, deed.result, deed.rating)
}

/** What the log keeps of an answer, or of the rating of an insight. Whoever was wrong did not know it, whatever they say. */
export function reviewFact(
  slug: string,
  { question, answer, correct }: QuizResult,
  rating: RatingName,
): ProgressFact {
  return { kind: 'review', slug, data: { question, answer, correct, rating: correct ? rating : 'again' } }
}
