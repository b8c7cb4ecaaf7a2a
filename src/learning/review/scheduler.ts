import { type Card, createEmptyCard, type FSRS, fsrs, type Grade, Rating } from 'ts-fsrs'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import type { RatingName } from '../events.ts'

/** What is known of the memory of one card, in the terms of FSRS. */
export type Memory = Card

const GRADES: Readonly<Record<RatingName, Grade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
}

/** The share of due cards that one wants to know still. */
const RETENTION = 0.9
const LEAST_RETENTION = 0.7
const MOST_RETENTION = 0.97

/**
 * FSRS-6 as ts-fsrs has it, with its default weights: nothing of it is ours. Intervals are spread a little, by a number that
 * follows from the card's history, so that the same history always gives the same day. Ye, Su, Cao: "A Stochastic Shortest
 * Path Algorithm for Optimizing Spaced Repetition Scheduling" (KDD 2022); github.com/open-spaced-repetition.
 */
export class Scheduler {
  readonly #fsrs: FSRS

  constructor(retention = RETENTION) {
    this.#fsrs = fsrs({ request_retention: retention, enable_fuzz: true })
  }

  /** A card that was never asked. */
  fresh(atMs: number): Memory {
    return createEmptyCard(new Date(atMs))
  }

  after(memory: Memory, rating: RatingName, atMs: number): Memory {
    return this.#fsrs.next(memory, new Date(atMs), GRADES[rating]).card
  }

  /** Milliseconds until the card would be asked again, by rating. */
  intervals(memory: Memory, atMs: number): Readonly<Record<RatingName, number>> {
    const due = (rating: RatingName) => this.after(memory, rating, atMs).due.getTime() - atMs
    return { again: due('again'), hard: due('hard'), good: due('good'), easy: due('easy') }
  }

  /** The chance that it is remembered at this moment, from 0 to 1; 0 of a card that was never asked. */
  retrievability(memory: Memory, atMs: number): number {
    return memory.reps === 0 ? 0 : this.#fsrs.get_retrievability(memory, new Date(atMs), false)
  }
}

/** @throws UserError (exit 2) for a share that would have one ask all day, or never. */
export function retentionOf(text: string | undefined): number {
  if (text === undefined) return RETENTION
  const given = text.trim().endsWith('%') ? Number(text.trim().slice(0, -1)) / 100 : Number(text)
  if (given >= LEAST_RETENTION && given <= MOST_RETENTION) return given
  throw new UserError(troubleWords().card.retention({ text }), {
    code: 'bad-retention',
    next: [
      troubleWords().card.retentions({ least: LEAST_RETENTION, most: MOST_RETENTION, usual: RETENTION }),
    ],
  })
}
