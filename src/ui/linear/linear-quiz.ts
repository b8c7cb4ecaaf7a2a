import type { QuizQuestion } from '../../corpus/topic.ts'
import { inputOf, readAnswer } from '../../learning/questions/registry.ts'
import {
  currentQuestion,
  type QuizSession,
  quizPhase,
  quizReducer,
  quizScore,
  startQuiz,
  wrongQuestions,
} from '../../learning/quiz.ts'
import { screenWords } from '../../messages/screens/index.ts'
import { lessonTheme } from '../../report/lesson/theme.ts'
import { bareAnswerWanted } from '../../report/question-kind.ts'
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
  const { topic, draw } = options
  let session: Session | undefined = startQuiz(topic.quiz, draw)
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
    const read = readAnswer(question, typedAnswer(line, question))
    if ('answer' in read) return grade(session, read.answer, talk)
    talk.say(noAnswer(question, read.problem))
  }
}

function questionLines(
  { position, questions }: Session,
  question: QuizQuestion,
  talk: Conversation,
): string[] {
  const { theme, width } = look(talk)
  return [
    `${screenWords().quiz.place({ at: position + 1, total: questions.length })}.`,
    ...prose(question.prompt, theme, width),
    ...question.choices.flatMap(({ text }, index) =>
      prose([{ type: 'text', text: `${letter(index)}. ` }, ...text], theme, width),
    ),
    howTo(question),
  ]
}

export function howTo(question: QuizQuestion): string {
  const { linear } = screenWords().quiz
  const input = inputOf(question)
  return input === 'text' ? linear.text({ wanted: bareAnswerWanted(question) }) : linear[input]
}

/** Why a line is no answer: typed answers are told what is wrong with them, letters how to give them. */
export function noAnswer(question: QuizQuestion, problem: string): string {
  return inputOf(question) === 'text' ? `${problem} ${howTo(question)}` : howTo(question)
}

/** `ac`, `A C` and `a, c` are the first and the third choice, or step; a letter of none is no id. What is typed stays as it is. */
export function typedAnswer(line: string, question: QuizQuestion): readonly string[] {
  if (inputOf(question) === 'text') return [line]
  const letters = [...line.toLowerCase().replace(/[\s,]/g, '')]
  return letters.map((typed) => question.choices[typed.charCodeAt(0) - 'a'.charCodeAt(0)]?.id ?? `${typed}?`)
}

/** What is right, as it would be typed. */
export function rightAnswer({ choices, answer }: QuizQuestion): string {
  if (choices.length === 0) return answer.join(', ')
  return answer.map((id) => letter(choices.findIndex((choice) => choice.id === id))).join(', ')
}

async function grade(session: Session, answer: readonly string[], talk: Conversation): Promise<Session> {
  const graded = quizReducer(session, { type: 'answer', answer })
  const question = currentQuestion(graded)
  if (graded.result !== undefined && question !== undefined) {
    await talk.options.onAnswer(graded.result)
    const { theme, width } = look(talk)
    talk.say(
      ...verdictLines({ deck: talk.options.topic, session: graded }, question, theme, width),
      ...(graded.result.correct ? [] : [screenWords().quiz.linear.rightIs({ right: rightAnswer(question) })]),
    )
  }
  return quizReducer(graded, { type: 'next' })
}

async function offerRetry(session: Session, talk: Conversation): Promise<Session | undefined> {
  const { correct, total } = quizScore(session)
  const wrong = wrongQuestions(session).length
  const { quiz } = screenWords()
  talk.say('', `${quiz.score({ correct, total })}.`)
  if (wrong === 0) return undefined
  talk.say(quiz.linear.retry({ wrong }))
  const line = await talk.input.next()
  return line?.trim().toLowerCase() === 'r' ? quizReducer(session, { type: 'retry' }) : undefined
}

function look({ options }: Conversation) {
  const { color, unicode = true, stdout } = options
  return { theme: lessonTheme({ color, unicode }), width: linearWidth(sizeOf(stdout)) }
}
