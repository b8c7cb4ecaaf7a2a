import { shuffled } from './shuffle.ts'

/** The part of a question that grading needs; the corpus's questions have more, and keep it. */
export interface QuizQuestion {
  readonly id: string
  readonly type: 'single' | 'multiple'
  readonly choices: readonly { readonly id: string }[]
  /** The ids of all right choices, and of no other. */
  readonly answer: readonly string[]
}

export interface QuizResult {
  /** The question's id. */
  readonly question: string
  /** What was chosen, in the order of the question's choices. */
  readonly answer: readonly string[]
  readonly correct: boolean
  /** Right choices that were not chosen. */
  readonly missed: readonly string[]
  /** Wrong choices that were chosen. */
  readonly mistaken: readonly string[]
}

export interface QuizSession<Q extends QuizQuestion = QuizQuestion> {
  /** Every question of the quiz, in the order of the quiz. */
  readonly all: readonly Q[]
  /** The questions of this round, in the order they are asked. */
  readonly questions: readonly Q[]
  /** Index of the current question in `questions`; their number when the round is done. */
  readonly position: number
  /** Ids of the choices marked for the current question. */
  readonly chosen: readonly string[]
  /** The graded answer to the current question, until `next`. */
  readonly result: QuizResult | undefined
  /** The newest result of every question that was answered, by question id. */
  readonly results: Readonly<Record<string, QuizResult>>
  /** 1 for the first time through, 2 for the first retry, and so on. */
  readonly round: number
}

export type QuizAction =
  /** Marks or unmarks a choice; for a question of type `single` it replaces the one marked before. */
  | { readonly type: 'toggle'; readonly choice: string }
  /** Grades what is marked. Ignored while nothing is marked. */
  | { readonly type: 'submit' }
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

/** A new session; with a `seed` the questions come in an order that this seed always gives. */
export function startQuiz<Q extends QuizQuestion>(
  questions: readonly Q[],
  options: { readonly seed?: string } = {},
): QuizSession<Q> {
  const order = options.seed === undefined ? questions : shuffled(questions, options.seed)
  return { all: questions, results: {}, ...round(order, 1) }
}

/** The session after `action`. An action that makes no sense in this phase changes nothing. */
export function quizReducer<Q extends QuizQuestion>(
  session: QuizSession<Q>,
  action: QuizAction,
): QuizSession<Q> {
  switch (action.type) {
    case 'toggle':
      return toggle(session, action.choice)
    case 'submit':
      return submit(session)
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
export function currentQuestion<Q extends QuizQuestion>(session: QuizSession<Q>): Q | undefined {
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
export function wrongQuestions<Q extends QuizQuestion>(session: QuizSession<Q>): readonly Q[] {
  return session.all.filter(({ id }) => session.results[id]?.correct === false)
}

/** Right means: all the right choices and none of the others. Unknown choices count as mistaken. */
export function gradeAnswer(question: QuizQuestion, chosen: readonly string[]): QuizResult {
  const marked = new Set(chosen)
  const known = question.choices.map(({ id }) => id)
  const answer = [...known.filter((id) => marked.has(id)), ...[...marked].filter((id) => !known.includes(id))]
  const missed = question.answer.filter((id) => !marked.has(id))
  const mistaken = answer.filter((id) => !question.answer.includes(id))
  const correct = missed.length === 0 && mistaken.length === 0
  return { question: question.id, answer, correct, missed, mistaken }
}

function toggle<Q extends QuizQuestion>(session: QuizSession<Q>, choice: string): QuizSession<Q> {
  const question = currentQuestion(session)
  if (!question || session.result || !question.choices.some(({ id }) => id === choice)) return session
  if (question.type === 'single') return { ...session, chosen: [choice] }
  const others = session.chosen.filter((id) => id !== choice)
  return { ...session, chosen: others.length < session.chosen.length ? others : [...others, choice] }
}

function submit<Q extends QuizQuestion>(session: QuizSession<Q>): QuizSession<Q> {
  const question = currentQuestion(session)
  if (!question || session.result || session.chosen.length === 0) return session
  const result = gradeAnswer(question, session.chosen)
  return { ...session, result, results: { ...session.results, [question.id]: result } }
}

function advance<Q extends QuizQuestion>(session: QuizSession<Q>): QuizSession<Q> {
  return { ...session, position: session.position + 1, chosen: [], result: undefined }
}

function retry<Q extends QuizQuestion>(session: QuizSession<Q>): QuizSession<Q> {
  if (quizPhase(session) !== 'done') return session
  const wrong = wrongQuestions(session)
  return wrong.length === 0 ? session : { ...session, ...round(wrong, session.round + 1) }
}

function round<Q extends QuizQuestion>(questions: readonly Q[], number: number) {
  return { questions, position: 0, chosen: [], result: undefined, round: number }
}
