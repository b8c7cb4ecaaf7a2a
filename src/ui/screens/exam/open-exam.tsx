import { screenWords } from '../../../messages/screens/index.ts'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { TextRows } from '../../components/text-rows.tsx'
import type { ExamOptions, ExamOutcome } from '../../index.ts'
import { GUTTER_COLUMNS, layoutFor } from '../../layout.ts'
import type { Program } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import { theme } from '../../theme.ts'
import { QUIZ_BINDINGS } from '../quiz/bindings.ts'
import { newResult } from '../quiz/new-result.ts'
import { isWriting } from '../quiz/state.ts'
import { visibleQuizLines } from '../quiz/visible-lines.ts'
import { type ExamState, examStatus, pressExam, startExam, tickExam } from './exam-state.ts'

/** The questions of an exam, one after the other. What was right is told at the end, by the command. */
export async function openExam(options: ExamOptions): Promise<ExamOutcome> {
  const state = await runProgram(options, examProgram(options))
  return { ending: state.left === 'interrupted' ? 'interrupted' : 'quit' }
}

function examProgram(options: ExamOptions): Program<ExamState> {
  const look = lessonTheme({ color: options.color, unicode: options.unicode ?? true })
  return {
    start: (size) => startExam(size, options),
    update: (state, event) => {
      if (event.type === 'key') return pressExam(state, event.key)
      if (event.type === 'tick') return tickExam(state, event.elapsedMs)
      if (event.type === 'resize') return { ...state, quiz: { ...state.quiz, size: event.size } }
      return { ...state, left: 'interrupted' }
    },
    isOver: ({ left }) => left !== undefined,
    keys: ({ quiz }) => (isWriting(quiz) ? undefined : QUIZ_BINDINGS),
    tickMs: () => 1000,
    view: (state) => (
      <ScreenFrame
        {...state.quiz.size}
        title={[options.title, screenWords().exam.name]}
        status={<ExamStatus state={state} />}
      >
        <TextRows
          lines={visibleQuizLines(state.quiz, look)}
          margin={layoutFor(state.quiz.size).margin + GUTTER_COLUMNS}
        />
      </ScreenFrame>
    ),
    react: (before, after) => {
      const result = newResult(before?.graded, after.graded)
      return result === undefined ? undefined : Promise.resolve(options.onAnswer(result))
    },
  }
}

function ExamStatus({ state }: { state: ExamState }) {
  const [left, right] = examStatus(state)
  return <Bar columns={state.quiz.size.columns} left={left} right={right} style={theme.statusBar} />
}
