import type { RatingName } from '../../../learning/events.ts'
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
  const left = message ?? quiz?.message ?? `${Math.min(at + 1, cards.length)} of ${cards.length}`
  const phase = reviewPhase(state)
  if (phase === 'done') return [left, ['q quit', 'u undo']]
  const undo = state.undoable.length > 0 ? ['u undo'] : []
  if (phase === 'asked') {
    if (quiz !== undefined && isWriting(quiz)) return [left, ['Esc keys', ...answerHints(quiz)]]
    const how = quiz === undefined ? ['Enter show'] : answerHints(quiz)
    return [left, ['q quit', ...undo, 'z not today', ...how]]
  }
  const due = intervals(state)
  const said = (rating: RatingName) => (due === undefined ? '' : ` ${intervalText(due[rating])}`)
  if (quiz?.session.result?.correct === false)
    return [left, ['q quit', ...undo, `Enter next, again in${said('again')}`]]
  return [
    left,
    [
      'q quit',
      ...undo,
      ...(quiz === undefined ? [`a again${said('again')}`] : []),
      `h hard${said('hard')}`,
      `e easy${said('easy')}`,
      `Enter good${said('good')}`,
    ],
  ]
}

/** Which topic is asked; nothing of it gives the answer away. */
export function reviewTitle(state: ReviewState): string {
  const card = cardOf(state)
  return card === undefined ? 'Review' : `Review: ${card.title}`
}

function endLines({ deeds }: ReviewState): string[] {
  const undone = new Set(deeds.flatMap((deed) => (deed.kind === 'undone' ? [deed.deed] : [])))
  const kept = deeds.filter((_, at) => !undone.has(at))
  const rated = kept.flatMap((deed) => (deed.kind === 'rated' ? [deed] : []))
  const right = rated.filter(({ result }) => result.correct).length
  const buried = kept.filter(({ kind }) => kind === 'buried').length
  const wrong = rated.filter(({ result }) => !result.correct)
  return [
    rated.length === 0 ? 'Nothing was answered.' : `${right} of ${rated.length} known.`,
    ...(buried > 0 ? [`${buried} left for another day.`] : []),
    ...(wrong.length === 0
      ? []
      : [
          '',
          'Read again:',
          ...[...new Set(wrong.map(({ card }) => card.slug))].map((slug) => `- compendium learn ${slug}`),
        ]),
    '',
    'Press Enter or q to end, u to undo the last answer.',
  ]
}
