import { quizScore } from '../../../learning/quiz.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import { studyWords } from '../../../messages/study/index.ts'
import { drawLesson } from '../../../report/lesson-text.ts'
import type { ReaderOptions, ReaderOutcome } from '../../index.ts'
import { layoutFor } from '../../layout.ts'
import type { Program, ScreenEvent } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import type { Size } from '../../terminal/screen-options.ts'
import { newResult } from '../quiz/new-result.ts'
import { startQuizState } from '../quiz/state.ts'
import { beginDocument, createDocument, headingAt, type ReaderDocument } from './document.ts'
import { returnTo, spotOf } from './links.ts'
import { goToLine } from './moves.ts'
import { placeOf, type ReaderState, startReader } from './state.ts'
import { type DrawDocument, type ReaderEvent, updateReader } from './update.ts'
import { ReaderView, readerCursor } from './view.tsx'

/** The lesson in a pager, with its quiz at the end. */
export async function openReader(options: ReaderOptions): Promise<ReaderOutcome> {
  const state = await runProgram(options, readerProgram(options))
  const place = headingAt(state.document, placeOf(state))?.id
  return {
    ending: state.ending ?? 'quit',
    finished: state.finished,
    spot: spotOf(state, place),
    ...(state.went !== undefined && { went: state.went }),
    score: state.quiz ? quizScore(state.quiz.session) : { answered: 0, correct: 0, total: 0 },
  }
}

type Own = Exclude<ReaderEvent, ScreenEvent>

function readerProgram(options: ReaderOptions): Program<ReaderState, Own> {
  const { topic, color, unicode = true } = options
  const draw = createDrawing(options)
  const { minutes } = topic
  const difficulty = studyWords().difficulty[topic.difficulty]
  const level = screenWords().reader.subtitle({ difficulty, minutes })
  const subtitle = options.excerpt === true ? 'compendium' : level
  const look = { title: topic.title, subtitle, color, unicode }
  return {
    start: (size) => startAt(options, newReader(options, size, opening(options, size) ?? draw(size))),
    update: (state, event: ReaderEvent) => updateReader(state, event, draw),
    isOver: ({ ending }) => ending !== undefined,
    view: (state) => <ReaderView state={state} look={look} />,
    cursor: readerCursor,
    react: (before, after, send) => {
      if (before === undefined) setImmediate(() => afterFirstFrame(after, send))
      return react(options, before, after, send)
    },
  }
}

function newReader(
  { topic, next, history }: ReaderOptions,
  size: Size,
  document: ReaderDocument,
): ReaderState {
  const quiz = topic.quiz.length > 0 ? startQuizState(size, topic) : undefined
  return startReader(size, document, { quiz, hasNext: next !== undefined, ...(history && { history }) })
}

/** Where the lesson was left, as far as that heading is still there. */
function startAt({ place, spot }: ReaderOptions, state: ReaderState): ReaderState {
  if (spot !== undefined) return returnTo(state, spot)
  const heading = state.document.headings.find(({ id }) => id === place)
  if (place === undefined || heading === undefined) return state
  const there = goToLine(state, heading.line)
  if (state.history.back) return there
  return { ...there, message: { text: screenWords().reader.leftHere, isError: false } }
}

/** A long lesson begins with so many of its blocks; the rest is drawn when the first frame stands. */
const OPENING_BLOCKS = 60

/** The beginning of a long lesson; undefined of one that is drawn whole at once. */
function opening(options: ReaderOptions, size: Size): ReaderDocument | undefined {
  const { topic, color, unicode = true, excerpt = false, place, spot } = options
  const isShort = topic.blocks.length <= 2 * OPENING_BLOCKS
  if (isShort || excerpt || place !== undefined || spot !== undefined) return undefined
  const begun = { ...topic, blocks: topic.blocks.slice(0, OPENING_BLOCKS), sources: [] }
  const drawing = drawLesson(begun, { width: layoutFor(size).textColumns, color, unicode })
  return drawing.lines.length < size.rows ? undefined : beginDocument(drawing)
}

/** What the first frame need not wait for. */
function afterFirstFrame({ document }: ReaderState, send: (event: Own) => void): void {
  if (!document.isWhole) send({ type: 'whole' })
  void loadCommandLine()
}

/** Draws the lesson once for each width, not for each frame. */
function createDrawing(options: ReaderOptions): DrawDocument {
  const { topic, color, unicode = true, excerpt = false } = options
  let drawn: { readonly width: number; readonly document: ReaderDocument } | undefined
  return (size: Size) => {
    const width = layoutFor(size).textColumns
    if (drawn?.width === width) return drawn.document
    const document = createDocument(
      drawLesson(excerpt ? topic.blocks : topic, { width, color, unicode }),
      closing(options),
    )
    drawn = { width, document }
    return document
  }
}

function closing({ topic, next }: ReaderOptions): string[] {
  const { reader } = screenWords()
  if (next !== undefined) return ['', reader.endGoOn({ next })]
  const count = topic.quiz.length
  return ['', count === 0 ? reader.end : reader.endQuiz({ count })]
}

/** commander is not needed for the first frame; it is loaded when that one stands. */
function loadCommandLine() {
  return import('./command-line.ts')
}

async function react(
  { onFinished, onAnswer }: ReaderOptions,
  before: ReaderState | undefined,
  after: ReaderState,
  send: (event: Own) => void,
): Promise<void> {
  const result = newResult(before?.quiz?.session, after.quiz?.session)
  const jobs = [
    after.finished && before?.finished !== true ? onFinished() : undefined,
    result === undefined ? undefined : onAnswer(result),
    after.submitted !== undefined && before?.submitted === undefined
      ? carryOut(after.submitted, send)
      : undefined,
  ]
  await Promise.all(jobs)
}

async function carryOut(line: string, send: (event: Own) => void): Promise<void> {
  const { parseCommandLine } = await loadCommandLine()
  send({ type: 'command', command: parseCommandLine(line) })
}
