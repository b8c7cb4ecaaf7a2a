import type { ProgressEvent, RatingName } from '../events.ts'
import type { Memory, Scheduler } from './scheduler.ts'

/** A question or an insight that comes back. */
export interface ReviewCard {
  /** `circuit-breaker/late-success` */
  readonly id: string
  readonly slug: string
  /** Its id within the topic. */
  readonly question: string
  readonly memory: Memory
  /** When it was first answered. */
  readonly firstAtMs: number
}

/** One answer, with what was known of the memory before. */
export interface Review {
  readonly atMs: number
  readonly rating: RatingName
  /** It had been learned, and came back after days: such answers tell how much is remembered. */
  readonly wasLearned: boolean
  /** Time since the answer before; undefined of the first. */
  readonly sinceMs?: number
}

export interface Cards {
  readonly cards: ReadonlyMap<string, ReviewCard>
  /** By card, the last day on which it was not to be asked. A question may be put off before it is a card. */
  readonly buriedOn: ReadonlyMap<string, number>
  readonly reviews: readonly Review[]
}

const LEARNED = 2

export function cardId(slug: string, question: string): string {
  return `${slug}/${question}`
}

/**
 * The cards that a log amounts to. The first answer to a question of a quiz makes it a card; each later answer, in a quiz or in a
 * review, moves it. What was undone never was. `events` are ordered by time.
 */
export function foldCards(
  events: readonly ProgressEvent[],
  scheduler: Scheduler,
  dayOf: (atMs: number) => number,
): Cards {
  const undone = undoneBy(events)
  const cards = new Map<string, ReviewCard>()
  const buriedOn = new Map<string, number>()
  const reviews: Review[] = []
  for (const event of events) {
    if (undone.has(event.id)) continue
    if (event.kind === 'bury') buriedOn.set(cardId(event.slug, event.data.question), dayOf(event.atMs))
    const rating = ratingOf(event)
    if (rating === undefined) continue
    const { slug, question, atMs } = rating
    const id = cardId(slug, question)
    const known = cards.get(id) ?? { id, slug, question, firstAtMs: atMs, memory: scheduler.fresh(atMs) }
    const lastAtMs = known.memory.last_review?.getTime()
    const since = lastAtMs === undefined ? {} : { sinceMs: atMs - lastAtMs }
    reviews.push({ atMs, rating: rating.rating, wasLearned: known.memory.state === LEARNED, ...since })
    cards.set(id, { ...known, memory: scheduler.after(known.memory, rating.rating, atMs) })
  }
  return { cards, buriedOn, reviews }
}

interface Rated {
  readonly slug: string
  readonly question: string
  readonly atMs: number
  readonly rating: RatingName
}

/** An answer in a quiz is rated by whether it was right. */
function ratingOf(event: ProgressEvent): Rated | undefined {
  const { slug, atMs } = event
  if (event.kind === 'review') return { slug, atMs, question: event.data.question, rating: event.data.rating }
  if (event.kind !== 'quiz') return undefined
  return { slug, atMs, question: event.data.question, rating: event.data.correct ? 'good' : 'again' }
}

type Undoable = Extract<ProgressEvent, { kind: 'review' | 'bury' }>

/** The newest deed of a review that was not undone. */
export function lastToUndo(events: readonly ProgressEvent[]): Undoable | undefined {
  const undone = undoneBy(events)
  return events.findLast(
    (event): event is Undoable => (event.kind === 'review' || event.kind === 'bury') && !undone.has(event.id),
  )
}

function undoneBy(events: readonly ProgressEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (event.kind === 'undo' ? [event.data.event] : [])))
}
