import type { Inline } from '../../../corpus/blocks.ts'
import type { QuizChoice } from '../../../corpus/question.ts'
import type { QuizQuestion, Source } from '../../../corpus/topic.ts'
import { inputOf } from '../../../learning/questions/registry.ts'
import {
  currentQuestion,
  type QuizResult,
  quizPhase,
  quizScore,
  wrongQuestions,
} from '../../../learning/quiz.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import { toSpans } from '../../../report/lesson/spans.ts'
import { type LessonTheme, lessonTheme, type Paint } from '../../../report/lesson/theme.ts'
import { wrapSpans } from '../../../report/lesson/wrap.ts'
import { answerWanted, runAgain } from '../../../report/question-kind.ts'
import { scrollTo, scrollToShow, type Window } from '../../components/scroll.ts'
import { layoutFor } from '../../layout.ts'
import type { QuizState } from './state.ts'

export interface QuizLines {
  readonly lines: readonly string[]
  /** The rows that must be on the screen: the choice under the marker, or the verdict. */
  readonly show: readonly number[]
}

const PLAIN = lessonTheme({ color: 0, unicode: false })

/** The part of the quiz that fits on the screen. */
export function quizWindow(state: QuizState): Window {
  const { lines, show } = drawQuiz(state, PLAIN)
  const window = { top: 0, height: layoutFor(state.size).bodyRows, length: lines.length }
  if (state.top !== undefined) return { ...window, top: scrollTo(window, state.top) }
  return { ...window, top: show.reduce((top, line) => scrollToShow({ ...window, top }, line), 0) }
}

/** The current question, its graded answer, or the score, as text of the screen's width. */
export function drawQuiz(state: QuizState, theme: LessonTheme): QuizLines {
  const width = layoutFor(state.size).textColumns
  const question = currentQuestion(state.session)
  if (question === undefined) return { lines: scoreLines(state, theme, width), show: [] }
  const asked = questionLines(state, question, theme, width)
  if (quizPhase(state.session) === 'asking') return asked
  const verdict = verdictLines(state, question, theme, width)
  return {
    lines: [...asked.lines, '', ...verdict],
    show: [asked.lines.length + verdict.length, asked.lines.length + 1],
  }
}

function questionLines(
  state: QuizState,
  question: QuizQuestion,
  theme: LessonTheme,
  width: number,
): QuizLines {
  const { position, questions, round } = state.session
  const { quiz } = screenWords()
  const again = round > 1 ? quiz.again : ''
  const place = questions.length > 1 ? quiz.place({ at: position + 1, total: questions.length }) : quiz.alone
  const lines = [
    theme.paint.muted(`${place}${again} (${answerWanted(question)})`),
    '',
    ...prose(question.prompt, theme, width),
    '',
  ]
  if (inputOf(question) === 'text') {
    lines.push(...typedLines(state, question, theme, width))
    return { lines, show: [lines.length - 1] }
  }
  let marked = 0
  for (const [index, choice] of question.choices.entries()) {
    if (index === state.cursor) marked = lines.length
    lines.push(...choiceLines(state, question, choice, index, theme, width))
  }
  return { lines, show: [marked] }
}

/** `> (*) B  text`: the marker, the box, the name; then what it was worth, in a word. */
function choiceLines(
  state: QuizState,
  question: QuizQuestion,
  choice: QuizChoice,
  index: number,
  theme: LessonTheme,
  width: number,
): string[] {
  const { result } = state.session
  const here = index === state.cursor && result === undefined
  const head = `${here ? '>' : ' '} ${box(state, question, choice, here)} ${letter(index)}  `
  const spans = [...toSpans(choice.text, context(theme)), ...worthSpan(question, choice, result, theme)]
  const texts = wrapSpans(spans, width - head.length).map(({ text }) => text)
  const indent = ' '.repeat(head.length)
  const paint = here ? theme.paint.strong : asIs
  return texts.map((text, row) => (row === 0 ? paint(head) : indent) + text)
}

/** `Answer: 1.5 s_`: what was typed, with the place where typing goes on. */
function typedLines(state: QuizState, question: QuizQuestion, theme: LessonTheme, width: number): string[] {
  const { result } = state.session
  const given = result === undefined ? beingTyped(state) : (result.answer[0] ?? '')
  const worth = result === undefined ? [] : typedWorth(question, result, theme)
  const span = {
    text: screenWords().quiz.answer({ given }),
    paint: result === undefined ? theme.paint.strong : asIs,
  }
  return wrapSpans([span, ...worth], width).map(({ text }) => text)
}

function beingTyped({ line, isTyping }: QuizState): string {
  if (!isTyping) return line.text
  const characters = [...line.text]
  const mark = line.cursor === characters.length ? '_' : '|'
  return [...characters.slice(0, line.cursor), mark, ...characters.slice(line.cursor)].join('')
}

function typedWorth(question: QuizQuestion, result: QuizResult, { paint }: LessonTheme) {
  const { quiz } = screenWords()
  if (result.correct) return [{ text: quiz.isRight, paint: paint.tip }]
  return [{ text: quiz.rightIs({ right: question.answer.join(', ') }), paint: paint.caution }]
}

function box({ session }: QuizState, question: QuizQuestion, { id }: QuizChoice, here: boolean): string {
  const chosen = session.result?.answer ?? session.chosen
  const input = inputOf(question)
  const place = chosen.indexOf(id)
  const isMarked = place >= 0 || (here && input === 'one')
  if (input === 'one') return isMarked ? '(*)' : '( )'
  if (input === 'order') return isMarked ? `[${place + 1}]` : '[ ]'
  return isMarked ? '[x]' : '[ ]'
}

/** Right and wrong are said in words; colour only repeats them. */
function worthSpan(
  question: QuizQuestion,
  { id }: QuizChoice,
  result: QuizResult | undefined,
  { paint }: LessonTheme,
): { text: string; paint: Paint }[] {
  if (result === undefined) return []
  if (question.type === 'order') return placeSpan(question, id, result, paint)
  const { quiz } = screenWords()
  if (result.mistaken.includes(id)) return [{ text: quiz.isWrong, paint: paint.caution }]
  const missed = inputOf(question) === 'one' ? quiz.theRightOne : quiz.notMarked
  if (result.missed.includes(id)) return [{ text: missed, paint: paint.warning }]
  return question.answer.includes(id) ? [{ text: quiz.isRight, paint: paint.tip }] : []
}

function placeSpan(
  { answer }: QuizQuestion,
  id: string,
  { mistaken }: QuizResult,
  paint: LessonTheme['paint'],
): { text: string; paint: Paint }[] {
  const { quiz } = screenWords()
  if (!mistaken.includes(id)) return [{ text: quiz.isRight, paint: paint.tip }]
  return [{ text: quiz.itIsNumber({ place: answer.indexOf(id) + 1 }), paint: paint.caution }]
}

/** Right or wrong, why, and where that comes from. */
export function verdictLines(
  state: Pick<QuizState, 'deck' | 'session'>,
  question: QuizQuestion,
  theme: LessonTheme,
  width: number,
): string[] {
  const correct = state.session.result?.correct === true
  const source = state.deck.sources.find(({ id }) => id === question.source)
  const run = runAgain(question)
  const { quiz } = screenWords()
  return [
    correct ? theme.paint.tip(quiz.right) : theme.paint.caution(quiz.wrong),
    ...prose(question.explanation, theme, width),
    ...(source === undefined ? [] : ['', ...sourceLines(source, theme, width)]),
    ...(run === undefined ? [] : prose([{ type: 'text', text: quiz.seeIt({ command: run }) }], theme, width)),
  ]
}

function sourceLines(source: Source, theme: LessonTheme, width: number): string[] {
  const by = source.authors.length > 0 ? `${source.authors.join(', ')}: ` : ''
  const year = source.year === undefined ? '' : ` (${source.year})`
  const where = source.locator === undefined ? '' : `, ${source.locator}`
  const text = theme.spell(
    screenWords().quiz.source({ source: `${by}${source.title}${year}${where}. ${source.url}` }),
  )
  return wrapSpans([{ text, paint: theme.paint.muted }], width).map((line) => line.text)
}

function scoreLines(state: QuizState, theme: LessonTheme, width: number): string[] {
  const { correct, total } = quizScore(state.session)
  const wrong = wrongQuestions(state.session)
  const { quiz } = screenWords()
  const heading = theme.paint.strong(quiz.score({ correct, total }))
  if (wrong.length === 0) return [heading, '', quiz.allRight]
  const list = wrong.flatMap((question) => [
    ...prose([{ type: 'text', text: '- ' }, ...question.prompt], theme, width),
  ])
  return [heading, '', quiz.stillWrong, ...list, '', quiz.retry]
}

export function prose(text: readonly Inline[], theme: LessonTheme, width: number): string[] {
  return wrapSpans(toSpans(text, context(theme)), width).map((line) => line.text)
}

function context(theme: LessonTheme) {
  return { theme, sourceUrl: () => undefined }
}

export function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}

const asIs: Paint = (text) => text
