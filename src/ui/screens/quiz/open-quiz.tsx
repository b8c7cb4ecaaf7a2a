import { quizScore } from '../../../learning/quiz.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { TextRows } from '../../components/text-rows.tsx'
import type { QuizOptions, QuizOutcome } from '../../index.ts'
import { GUTTER_COLUMNS, layoutFor } from '../../layout.ts'
import type { Program } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import { theme } from '../../theme.ts'
import { QUIZ_BINDINGS } from './bindings.ts'
import { newResult } from './new-result.ts'
import { isWriting, type QuizState, startQuizState } from './state.ts'
import { quizStatus } from './status.ts'
import { updateQuiz } from './update.ts'
import { visibleQuizLines } from './visible-lines.ts'

/** The quiz in a screen of its own. */
export async function openQuiz(options: QuizOptions): Promise<QuizOutcome> {
  const state = await runProgram(options, quizProgram(options))
  const ending = state.left === 'interrupted' ? 'interrupted' : 'quit'
  return { ending, score: quizScore(state.session) }
}

function quizProgram(options: QuizOptions): Program<QuizState> {
  const look = lessonTheme({ color: options.color, unicode: options.unicode ?? true })
  const { topic, draw } = options
  return {
    start: (size) => startQuizState(size, topic, draw),
    update: (state, event) => {
      if (event.type === 'key') return updateQuiz(state, event.key)
      if (event.type === 'resize') return { ...state, size: event.size }
      return event.type === 'interrupt' ? { ...state, left: 'interrupted' } : state
    },
    isOver: ({ left }) => left !== undefined,
    keys: (state) => (isWriting(state) ? undefined : QUIZ_BINDINGS),
    view: (state) => (
      <ScreenFrame
        {...state.size}
        title={[screenWords().quiz.title(topic), 'compendium']}
        status={<QuizStatus state={state} />}
      >
        <TextRows
          lines={visibleQuizLines(state, look)}
          margin={layoutFor(state.size).margin + GUTTER_COLUMNS}
        />
      </ScreenFrame>
    ),
    react: (before, after) => {
      const result = newResult(before?.session, after.session)
      return result === undefined ? undefined : Promise.resolve(options.onAnswer(result))
    },
  }
}

function QuizStatus({ state }: { state: QuizState }) {
  const [left, right] = quizStatus(state)
  return <Bar columns={state.size.columns} left={left} right={right} style={theme.statusBar} />
}
