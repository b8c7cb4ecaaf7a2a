import type { ExamRequirement } from '../../corpus/certificate.ts'
import { loadTopic } from '../../corpus/corpus.ts'
import type { QuizQuestion } from '../../corpus/topic.ts'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import type { ProgressEvent, ProgressFact } from '../events.ts'
import { drawQuestions, type QuizResult } from '../quiz.ts'

type Start = Extract<ProgressEvent, { kind: 'exam-start' }>
type Answer = Extract<ProgressEvent, { kind: 'exam-answer' }>

/** One sitting, as the log has it. */
export interface Exam {
  readonly start: Start
  /** Not after this moment. Whatever interrupts an exam, its time goes on. */
  readonly deadlineMs: number
  /** The first answer to each of its questions that came in time. */
  readonly answers: ReadonlyMap<string, Answer>
  readonly end: ProgressEvent | undefined
}

export interface ExamScore {
  readonly correct: number
  readonly answered: number
  readonly total: number
}

/** The exams for a certificate, oldest first. `events` are ordered by time. */
export function foldExams(events: readonly ProgressEvent[], certificate: string): readonly Exam[] {
  return events.flatMap((start) =>
    start.kind === 'exam-start' && start.slug === certificate ? [examOf(start, events)] : [],
  )
}

function examOf(start: Start, events: readonly ProgressEvent[]): Exam {
  const deadlineMs = start.atMs + start.data.minutes * 60_000
  const end = events.find((event) => event.kind === 'exam-end' && event.data.exam === start.id)
  const last = Math.min(deadlineMs, end?.atMs ?? deadlineMs)
  const answers = new Map<string, Answer>()
  for (const event of events) {
    if (event.kind !== 'exam-answer' || event.data.exam !== start.id) continue
    const { question } = event.data
    const isAsked = start.data.questions.includes(question) && !answers.has(question)
    if (isAsked && event.atMs >= start.atMs && event.atMs <= last) answers.set(question, event)
  }
  return { start, deadlineMs, answers, end }
}

export function isOver({ start, deadlineMs, answers, end }: Exam, nowMs: number): boolean {
  return end !== undefined || nowMs > deadlineMs || answers.size === start.data.questions.length
}

/** What was not answered is wrong. */
export function scoreOfExam({ start, answers }: Exam): ExamScore {
  const correct = [...answers.values()].filter(({ data }) => data.correct).length
  return { correct, answered: answers.size, total: start.data.questions.length }
}

/** It was long and short enough for what is asked today, and enough of it is right. */
export function passes(exam: Exam, { questions, minutes, share }: ExamRequirement): boolean {
  const { correct, total } = scoreOfExam(exam)
  return total >= questions && exam.start.data.minutes <= minutes && correct >= share * total
}

/** All that a judge needs to see. */
export function eventsOfExam({ start, answers, end }: Exam): readonly ProgressEvent[] {
  return [start, ...answers.values(), ...(end === undefined ? [] : [end])]
}

/** The paper that a seed draws: questions of all topics mixed, and their choices too. */
export function drawPaper({ topics, questions }: ExamRequirement, seed: string): readonly QuizQuestion[] {
  const pool = pooled(topics)
  return drawQuestions(pool, { seed, count: questions })
}

/** The paper of an exam that has begun; questions that the corpus has lost since are left out, and count as wrong. */
export function paperOf({ start }: Exam): readonly QuizQuestion[] {
  const { seed, questions } = start.data
  const slugs = new Set(questions.map((id) => id.slice(0, id.indexOf('/'))))
  const drawn = drawQuestions(pooled([...slugs]), { seed })
  return questions.flatMap((id) => drawn.filter((question) => question.id === id))
}

/** Questions of an exam have the ids of cards: `circuit-breaker/late-success`. */
function pooled(topics: readonly string[]): readonly QuizQuestion[] {
  return topics.flatMap((slug) =>
    loadTopic(slug).quiz.map((question) => ({ ...question, id: `${slug}/${question.id}` })),
  )
}

export function startFact(
  certificate: string,
  { minutes }: ExamRequirement,
  seed: string,
  paper: readonly QuizQuestion[],
): ProgressFact {
  return {
    kind: 'exam-start',
    slug: certificate,
    data: { seed, minutes, questions: paper.map(({ id }) => id) },
  }
}

export function examAnswerFact({ start }: Exam, { question, answer, correct }: QuizResult): ProgressFact {
  return { kind: 'exam-answer', slug: start.slug, data: { exam: start.id, question, answer, correct } }
}

/** @throws UserError (exit 2) when no exam is going on. */
export function requireOpen(exams: readonly Exam[], certificate: string, nowMs: number): Exam {
  const last = exams.at(-1)
  if (last !== undefined && !isOver(last, nowMs)) return last
  const words = troubleWords().certify
  throw new UserError(words.noExam({ id: certificate }), {
    code: 'no-exam',
    next: [
      ...(last !== undefined && last.end === undefined ? [words.timeOver] : []),
      words.begin({ id: certificate }),
    ],
  })
}
