/** The answers of FSRS. */
export const RATINGS = ['again', 'hard', 'good', 'easy'] as const
export type RatingName = (typeof RATINGS)[number]

/**
 * Progress is an append-only log of what the learner did. Everything that is shown about progress
 * is computed from it, so an export is the log itself and an import is a union by id.
 */
export type ProgressFact =
  | {
      readonly kind: 'read'
      readonly slug: string
      readonly data: {
        readonly finished: boolean
        /** Id of the heading at which the lesson was left. */
        readonly place?: string
      }
    }
  /** The diagrams of a lesson were looked at, on its track. */
  | { readonly kind: 'seen'; readonly slug: string; readonly data: { readonly part: 'diagram' } }
  | {
      readonly kind: 'quiz'
      readonly slug: string
      readonly data: {
        readonly question: string
        /** Ids of the choices that were marked. */
        readonly answer: readonly string[]
        readonly correct: boolean
        /** How many questions the quiz had then; it is done when that many have been answered. */
        readonly questions: number
      }
    }
  | {
      readonly kind: 'attempt'
      readonly slug: string
      readonly data: {
        readonly language: string
        readonly verdict: 'pass' | 'weak' | 'fail' | 'inconclusive'
        readonly seed: string
        readonly checksPassed: number
        readonly checksTotal: number
        /** It passed, and neither a hint nor the solution had been shown where it was graded. */
        readonly unaided?: true
      }
    }
  | {
      /** A question came back and was answered, or an insight and was rated. `quiz` makes cards too: see `review/cards.ts`. */
      readonly kind: 'review'
      readonly slug: string
      readonly data: {
        /** Id of the question or of the insight. */
        readonly question: string
        /** Nothing of an insight. */
        readonly answer: readonly string[]
        readonly correct: boolean
        /** How well it was remembered, in the learner's own judgement; `again` when it was wrong. */
        readonly rating: RatingName
      }
    }
  | { readonly kind: 'bury'; readonly slug: string; readonly data: { readonly question: string } }
  /** The event of this id never was. The log keeps both. */
  | { readonly kind: 'undo'; readonly slug: string; readonly data: { readonly event: string } }
  | {
      /** A simulation was run; `slug` is the topic that it shows. */
      readonly kind: 'simulation'
      readonly slug: string
      readonly data: { readonly scenario: string; readonly seeds: number }
    }
  /** A path, whose id is `slug`, is followed from now on, or no longer. */
  | { readonly kind: 'path'; readonly slug: string; readonly data: { readonly followed: boolean } }
  | {
      /** An exam for a certificate, which `slug` names, begins now. What it asks is drawn by the seed. */
      readonly kind: 'exam-start'
      readonly slug: string
      readonly data: {
        readonly seed: string
        /** `circuit-breaker/late-success` */
        readonly questions: readonly string[]
        /** How long it lasts. */
        readonly minutes: number
      }
    }
  | {
      readonly kind: 'exam-answer'
      readonly slug: string
      readonly data: {
        /** Id of the event that began the exam. */
        readonly exam: string
        readonly question: string
        readonly answer: readonly string[]
        readonly correct: boolean
      }
    }
  /** The learner has handed it in. */
  | { readonly kind: 'exam-end'; readonly slug: string; readonly data: { readonly exam: string } }
  | {
      /** A case study for a certificate had what its rubric asks for. */
      readonly kind: 'case-study'
      readonly slug: string
      readonly data: {
        /** SHA-256 of the file, in hexadecimal. */
        readonly sha256: string
        readonly words: number
        /** What its author says that it meets. */
        readonly criteria: readonly string[]
      }
    }
  | { readonly kind: 'hint'; readonly slug: string; readonly data: { readonly level: number } }
  | { readonly kind: 'solution'; readonly slug: string; readonly data: { readonly language: string } }

export type ProgressEvent = ProgressFact & {
  /** A UUID, so that logs from two machines can be merged. */
  readonly id: string
  /** Milliseconds since the Unix epoch. */
  readonly atMs: number
}
