import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { TextRows } from '../../components/text-rows.tsx'
import type { ReviewOptions, ReviewOutcome } from '../../index.ts'
import { GUTTER_COLUMNS, layoutFor } from '../../layout.ts'
import type { Program } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import { theme } from '../../theme.ts'
import { QUIZ_BINDINGS } from '../quiz/bindings.ts'
import { isWriting } from '../quiz/state.ts'
import { REVIEW_BINDINGS } from './bindings.ts'
import { type Intervals, reviewLines, reviewStatus, reviewTitle } from './review-lines.ts'
import { cardOf, type ReviewState, startReview } from './state.ts'
import { resizeReview, updateReview } from './update.ts'

/** Keys of a quiz that a question of a review has too. */
const ANSWERING: ReadonlySet<string> = new Set(['up', 'down', 'mark', 'page-down', 'page-up'])

const KEYS = [...QUIZ_BINDINGS.filter(({ action }) => ANSWERING.has(action)), ...REVIEW_BINDINGS]

/** Asks what is due, one card after the other. */
export async function openReview(options: ReviewOptions): Promise<ReviewOutcome> {
  const state = await runProgram(options, reviewProgram(options))
  return { ending: state.left === 'interrupted' ? 'interrupted' : 'quit', deeds: state.deeds }
}

function reviewProgram(options: ReviewOptions): Program<ReviewState> {
  const look = lessonTheme({ color: options.color, unicode: options.unicode ?? true })
  const intervals: Intervals = (state) => {
    const card = cardOf(state)
    return card === undefined ? undefined : options.intervals(card)
  }
  return {
    start: (size) => startReview(size, options.due),
    update: (state, event) => {
      if (event.type === 'key') return updateReview(state, event.key)
      if (event.type === 'resize') return resizeReview(state, event.size)
      return event.type === 'interrupt' ? { ...state, left: 'interrupted' } : state
    },
    isOver: ({ left }) => left !== undefined,
    keys: ({ quiz }) => (quiz !== undefined && isWriting(quiz) ? undefined : KEYS),
    view: (state) => (
      <ScreenFrame
        {...state.size}
        title={[reviewTitle(state), 'compendium']}
        status={<ReviewStatus state={state} intervals={intervals} />}
      >
        <TextRows lines={reviewLines(state, look)} margin={layoutFor(state.size).margin + GUTTER_COLUMNS} />
      </ScreenFrame>
    ),
    react: (before, after) => {
      const fresh = after.deeds.slice(before?.deeds.length ?? 0)
      return fresh.length === 0
        ? undefined
        : Promise.all(fresh.map((deed) => options.onDeed(deed))).then(() => {})
    },
  }
}

function ReviewStatus({ state, intervals }: { state: ReviewState; intervals: Intervals }) {
  const [left, right] = reviewStatus(state, intervals)
  return <Bar columns={state.size.columns} left={left} right={right} style={theme.statusBar} />
}
