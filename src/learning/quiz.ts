import { shuffled, shuffledApart } from '../lib/shuffled.ts'
import type { Gradable } from './questions/answer-kind.ts'
import { answerKind, inputOf, readAnswer } from './questions/registry.ts'

export interface QuizResult {
  /** The question's id. */
  readonly question: string
  /** What was chosen, in the order of the question's choices; the steps in the order given; or the text that was typed. */
  readonly answer: readonly string[]
  readonly correct: boolean
  /** Right choices that were not chosen. */
  readonly missed: readonly string[]
  /** Wrong choices that were chosen. */
  readonly mistaken: readonly string[]
}

export interface QuizSession<Q extends Gradable = Gradable> {
  /** Every question of the sitting, in the order in which they were drawn. */
  readonly all: readonly Q[]
  /** The questions of this round, in the order they are asked. */
  readonly questions: readonly Q[]
  /** Index of the current question in `questions`; their number when the round is done. */
  readonly position: number
  /** Ids of the choices marked for the current question, in the order in which they were marked. */
  readonly chosen: readonly string[]
  /** The graded answer to the current question, until `next`. */
  readonly result: QuizResult | undefined
  /** The newest result of every question that was answered, by question id. */
  readonly results: Readonly<Record<string, QuizResult>>
  /** 1 for the first time through, 2 for the first retry, and so on. */
  readonly round: number
}

export type QuizAction =
  /** Marks or unmarks a choice; where one is right it replaces the one marked before. */
  | { readonly type: 'toggle'; readonly choice: string }
  /** Grades what is marked. Ignored while that is no answer. */
  | { readonly type: 'submit' }
  /** Grades this answer, also one that was typed. Ignored when it is none. */
  | { readonly type: 'answer'; readonly answer: readonly string[] }
  /** From a graded question to the next one. */
  | { readonly type: 'next' }
  /** From the end of a round to a round of the questions that are still wrong. */
  | { readonly type: 'retry' }

export type QuizPhase = 'asking' | 'graded' | 'done'

export interface QuizScore {
  readonly answered: number
  readonly correct: number
  readonly total: number
}

export interface DrawOptions {
  /** Questions and choices come in an order that this seed always gives. */
  readonly seed?: string
  /** So many of the questions, drawn by the seed; without one the first. */
  readonly count?: number
}

/** A new session. */
export function startQuiz<Q extends Gradable>(
  questions: readonly Q[],
  options: DrawOptions = {},
): QuizSession<Q> {
  const drawn = drawQuestions(questions, options)
  return { all: drawn, results: {}, ...round(drawn, 1) }
}

/** The questions as they are asked; ids stay, so that an answer means the same under every seed. */
export function drawQuestions<Q extends Gradable>(
  questions: readonly Q[],
  { seed, count }: DrawOptions,
): readonly Q[] {
  if (seed === undefined) return questions.slice(0, count)
  const order = shuffled(questions, `order of the quiz ${seed}`).slice(0, count)
  return order.map((question) => withChoicesOf(question, seed))
}

/** Steps never come in the right order. */
function withChoicesOf<Q extends Gradable>(question: Q, seed: string): Q {
  const stream = `choices of ${question.id} ${seed}`
  if (inputOf(question) !== 'order') return { ...question, choices: shuffled(question.choices, stream) }
  const right = question.answer.flatMap((id) => question.choices.filter((one) => one.id === id))
  return { ...question, choices: shuffledApart(right, stream) }
}

/** The session after `action`. An action that makes no sense in this phase changes nothing. */
export function quizReducer<Q extends Gradable>(session: QuizSession<Q>, action: QuizAction): QuizSession<Q> {
  switch (action.type) {
    case 'toggle':
      return toggle(session, action.choice)
    case 'submit':
      return grade(session, session.chosen)
    case 'answer':
      return grade(session, action.answer)
    case 'next':
      return session.result ? advance(session) : session
    case 'retry':
      return retry(session)
  }
}

export function quizPhase(session: QuizSession): QuizPhase {
  if (session.position >= session.questions.length) return 'done'
  return session.result ? 'graded' : 'asking'
}

/** The question on the table, until the round is done. */
export function currentQuestion<Q extends Gradable>(session: QuizSession<Q>): Q | undefined {
  return session.questions[session.position]
}

/** Over the whole quiz: the newest answer to each question counts. */
export function quizScore(session: QuizSession): QuizScore {
  const results = Object.values(session.results)
  return {
    answered: results.length,
    correct: results.filter(({ correct }) => correct).length,
    total: session.all.length,
  }
}

/** Questions whose newest answer is wrong, in the order of the quiz: what `retry` asks again. */
export function wrongQuestions<Q extends Gradable>(session: QuizSession<Q>): readonly Q[] {
  return session.all.filter(({ id }) => session.results[id]?.correct === false)
}

/** Whether an answer is right, by the rules of the question's type. */
export function gradeAnswer(question: Gradable, given: readonly string[]): QuizResult {
  const read = readAnswer(question, given)
  const answer = 'answer' in read ? read.answer : given
  return { question: question.id, answer, ...answerKind(question).grade(question, answer) }
}

function toggle<Q extends Gradable>(session: QuizSession<Q>, choice: string): QuizSession<Q> {
  const question = currentQuestion(session)
  if (!question || session.result || !question.choices.some(({ id }) => id === choice)) return session
  if (inputOf(question) === 'one') return { ...session, chosen: [choice] }
  const others = session.chosen.filter((id) => id !== choice)
  return { ...session, chosen: others.length < session.chosen.length ? others : [...others, choice] }
}

function grade<Q extends Gradable>(session: QuizSession<Q>, given: readonly string[]): QuizSession<Q> {
  const question = currentQuestion(session)
  if (!question || session.result || given.length === 0) return session
  if ('problem' in readAnswer(question, given)) return session
  const result = gradeAnswer(question, given)
  return { ...session, chosen: result.answer, result, results: { ...session.results, [question.id]: result } }
}

function advance<Q extends Gradable>(session: QuizSession<Q>): QuizSession<Q> {
  return { ...session, position: session.position + 1, chosen: [], result: undefined }
}

function retry<Q extends Gradable>(session: QuizSession<Q>): QuizSession<Q> {
  if (quizPhase(session) !== 'done') return session
  const wrong = wrongQuestions(session)
  return wrong.length === 0 ? session : { ...session, ...round(wrong, session.round + 1) }
}

function round<Q extends Gradable>(questions: readonly Q[], number: number) {
  return { questions, position: 0, chosen: [], result: undefined, round: number }
}
