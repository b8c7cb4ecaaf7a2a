import type { RatingName } from '../../../learning/events.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import type { LessonTheme } from '../../../report/lesson/theme.ts'
import { intervalText } from '../../../report/review-text.ts'
import { isWriting } from '../quiz/state.ts'
import { answerHints } from '../quiz/status.ts'
import { visibleQuizLines } from '../quiz/visible-lines.ts'
import { insightLines } from './insight-lines.ts'
import { cardOf, type ReviewState, reviewPhase } from './state.ts'

/** How long until the card of the screen would come back, by what is answered. */
export type Intervals = (state: ReviewState) => Readonly<Record<RatingName, number>> | undefined

/** What the screen shows above its status bar. */
export function reviewLines(state: ReviewState, theme: LessonTheme): string[] {
  const card = cardOf(state)
  if (card?.kind === 'insight') return insightLines(card, state, theme)
  return state.quiz === undefined ? endLines(state) : visibleQuizLines(state.quiz, theme)
}

/** The two ends of the status bar. */
export function reviewStatus(
  state: ReviewState,
  intervals: Intervals,
): [left: string, right: readonly string[]] {
  const { quiz, cards, at, message } = state
  const { hints, home, review } = screenWords()
  const place = home.place({ at: Math.min(at + 1, cards.length), total: cards.length })
  const left = message ?? quiz?.message ?? place
  const phase = reviewPhase(state)
  if (phase === 'done') return [left, [hints.quit, hints.undo]]
  const undo = state.undoable.length > 0 ? [hints.undo] : []
  if (phase === 'asked') {
    if (quiz !== undefined && isWriting(quiz)) return [left, [hints.escKeys, ...answerHints(quiz)]]
    const how = quiz === undefined ? [hints.show] : answerHints(quiz)
    return [left, [hints.quit, ...undo, hints.notToday, ...how]]
  }
  const due = intervals(state)
  const when = (rating: RatingName) => (due === undefined ? '' : intervalText(due[rating]))
  const said = (name: string, rating: RatingName) => `${name} ${when(rating)}`.trimEnd()
  if (quiz?.session.result?.correct === false)
    return [left, [hints.quit, ...undo, review.nextAgain({ when: when('again') })]]
  return [
    left,
    [
      hints.quit,
      ...undo,
      ...(quiz === undefined ? [said(review.again, 'again')] : []),
      said(review.hard, 'hard'),
      said(review.easy, 'easy'),
      said(review.good, 'good'),
    ],
  ]
}

/** Which topic is asked; nothing of it gives the answer away. */
export function reviewTitle(state: ReviewState): string {
  const card = cardOf(state)
  return card === undefined ? screenWords().review.title : screenWords().review.titleOf(card)
}

function endLines({ deeds }: ReviewState): string[] {
  const undone = new Set(deeds.flatMap((deed) => (deed.kind === 'undone' ? [deed.deed] : [])))
  const kept = deeds.filter((_, at) => !undone.has(at))
  const rated = kept.flatMap((deed) => (deed.kind === 'rated' ? [deed] : []))
  const right = rated.filter(({ result }) => result.correct).length
  const buried = kept.filter(({ kind }) => kind === 'buried').length
  const wrong = rated.filter(({ result }) => !result.correct)
  const { review } = screenWords()
  return [
    rated.length === 0 ? review.noneAnswered : review.known({ right, total: rated.length }),
    ...(buried > 0 ? [review.leftForLater({ count: buried })] : []),
    ...(wrong.length === 0
      ? []
      : [
          '',
          review.readAgain,
          ...[...new Set(wrong.map(({ card }) => card.slug))].map((slug) => `- compendium learn ${slug}`),
        ]),
    '',
    review.ending,
  ]
}
