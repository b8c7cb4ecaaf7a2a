import type { QuizQuestion } from '../../corpus/topic.ts'
import {
  currentQuestion,
  type QuizSession,
  quizPhase,
  quizReducer,
  quizScore,
  startQuiz,
  wrongQuestions,
} from '../../learning/quiz.ts'
import { lessonTheme } from '../../report/lesson/theme.ts'
import type { QuizOptions, QuizOutcome } from '../index.ts'
import { letter, prose, verdictLines } from '../screens/quiz/quiz-lines.ts'
import { sizeOf } from '../terminal/screen-options.ts'
import { linearWidth, speaker } from './fold.ts'
import { type InputLines, inputLines } from './input-lines.ts'

type Session = QuizSession<QuizQuestion>

interface Conversation {
  readonly options: QuizOptions
  readonly input: InputLines
  say(...lines: readonly string[]): void
}

/** The quiz as a conversation: questions are printed, answers are typed. Nothing moves the cursor. */
export async function linearQuiz(options: QuizOptions): Promise<QuizOutcome> {
  const input = inputLines(options.stdin)
  const say = speaker(options.stdout)
  const talk: Conversation = { options, input, say }
  const { topic, seed } = options
  let session: Session | undefined = startQuiz(topic.quiz, seed === undefined ? {} : { seed })
  let last: Session = session
  while (session !== undefined) {
    last = session
    session = quizPhase(session) === 'done' ? await offerRetry(session, talk) : await ask(session, talk)
  }
  input.close()
  return { ending: 'quit', score: quizScore(last) }
}

/** Asks until the answer can be graded; undefined when the learner gave up. */
async function ask(session: Session, talk: Conversation): Promise<Session | undefined> {
  const question = currentQuestion(session)
  if (question === undefined) return undefined
  talk.say('', ...questionLines(session, question, talk))
  while (true) {
    const line = await talk.input.next()
    if (line === undefined || /^\s*q(uit)?\s*$/i.test(line)) return undefined
    const marked = marks(line, question)
    if (marked !== undefined) return grade(session, marked, talk)
    talk.say(howTo(question))
  }
}

function questionLines(
  { position, questions }: Session,
  question: QuizQuestion,
  talk: Conversation,
): string[] {
  const { theme, width } = look(talk)
  return [
    `Question ${position + 1} of ${questions.length}.`,
    ...prose(question.prompt, theme, width),
    ...question.choices.flatMap(({ text }, index) =>
      prose([{ type: 'text', text: `${letter(index)}. ` }, ...text], theme, width),
    ),
    howTo(question),
  ]
}

export function howTo({ type }: QuizQuestion): string {
  return type === 'single'
    ? 'Type one letter and press Enter, or q to quit.'
    : 'Type all letters that are right and press Enter, or q to quit.'
}

/** `ac`, `A C` and `a, c` are the first and the third choice; anything else is no answer. */
export function marks(line: string, { type, choices }: QuizQuestion): string[] | undefined {
  const letters = [...line.toLowerCase().replace(/[\s,]/g, '')]
  const ids = letters.map((typed) => choices[typed.charCodeAt(0) - 'a'.charCodeAt(0)]?.id)
  const known = ids.filter((id) => id !== undefined)
  if (known.length === 0 || known.length < ids.length) return undefined
  return type === 'single' && known.length > 1 ? undefined : [...new Set(known)]
}

async function grade(session: Session, chosen: readonly string[], talk: Conversation): Promise<Session> {
  const marked = chosen.reduce(
    (now: Session, choice) => quizReducer(now, { type: 'toggle', choice }),
    session,
  )
  const graded = quizReducer(marked, { type: 'submit' })
  const question = currentQuestion(graded)
  if (graded.result !== undefined && question !== undefined) {
    await talk.options.onAnswer(graded.result)
    const { theme, width } = look(talk)
    const right = question.choices.flatMap(({ id }, index) =>
      question.answer.includes(id) ? [letter(index)] : [],
    )
    talk.say(
      ...verdictLines({ deck: talk.options.topic, session: graded }, question, theme, width),
      ...(graded.result.correct ? [] : [`Right is: ${right.join(', ')}.`]),
    )
  }
  return quizReducer(graded, { type: 'next' })
}

async function offerRetry(session: Session, talk: Conversation): Promise<Session | undefined> {
  const { correct, total } = quizScore(session)
  const wrong = wrongQuestions(session).length
  talk.say('', `${correct} of ${total} right.`)
  if (wrong === 0) return undefined
  talk.say(`Type r and press Enter to answer the ${wrong} wrong again, or just Enter to end.`)
  const line = await talk.input.next()
  return line?.trim().toLowerCase() === 'r' ? quizReducer(session, { type: 'retry' }) : undefined
}

function look({ options }: Conversation) {
  const { color, unicode = true, stdout } = options
  return { theme: lessonTheme({ color, unicode }), width: linearWidth(sizeOf(stdout)) }
}
