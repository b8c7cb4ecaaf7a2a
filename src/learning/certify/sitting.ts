import type { Certification, ExamRequirement, Requirement } from '../../corpus/certificate.ts'
import type { QuizQuestion } from '../../corpus/topic.ts'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { type GradedAnswer, gradeAnswers } from '../answers.ts'
import type { ProgressEvent, ProgressFact } from '../events.ts'
import { appendEvents, readEvents, type Warn } from '../progress-store.ts'
import type { QuizResult } from '../quiz.ts'
import { newEvent } from '../record.ts'
import { storeTrouble } from '../store-trouble.ts'
import {
  drawPaper,
  type Exam,
  type ExamScore,
  examAnswerFact,
  foldExams,
  isOver,
  paperOf,
  passes,
  requireOpen,
  scoreOfExam,
  startFact,
} from './exam.ts'

/** An exam that is going on, and what of it is still to be answered. */
export interface Sitting {
  readonly exam: Exam
  readonly open: readonly QuizQuestion[]
  readonly isNew: boolean
}

export interface Verdict {
  readonly score: ExamScore
  readonly passed: boolean
  readonly needed: number
  /** Topics with a question that was wrong or not answered. */
  readonly weak: readonly string[]
}

interface Sitter {
  readonly certification: Certification
  readonly requirement: ExamRequirement
  /** The clock: an exam lasts. */
  readonly now: () => number
  readonly warn: Warn
}

/** @throws UserError (exit 2) when the certificate does not ask for that. */
export function requirementOf<T extends Requirement['type']>(
  { id, requirements }: Certification,
  type: T,
): Extract<Requirement, { type: T }> {
  const found = requirements.find((one) => one.type === type)
  if (found !== undefined) return found as Extract<Requirement, { type: T }>
  throw new UserError(troubleWords().certify.asksForNone({ id, type }), {
    code: 'no-such-requirement',
    next: [troubleWords().certify.asksFor({ id })],
  })
}

/** The exam that is going on, else a new one, whose time begins when this resolves. An exam is only held when it can be saved. */
export async function sit(sitter: Sitter, seed: string | undefined): Promise<Sitting> {
  const { certification, requirement, now } = sitter
  const exams = await examsOf(sitter)
  const last = exams.at(-1)
  if (last !== undefined && !isOver(last, now())) {
    if (seed !== undefined && seed !== last.start.data.seed) throw alreadySitting(certification.id)
    return sittingOf(last, false)
  }
  const drawn = seed ?? String(now())
  if (exams.some(({ start }) => start.data.seed === drawn)) throw knownSeed(certification.id, drawn)
  const paper = drawPaper(requirement, drawn)
  await save(sitter, startFact(certification.id, requirement, drawn, paper))
  return sittingOf(requireOpen(await examsOf(sitter), certification.id, now()), true)
}

/** Saves one answer, unless the time is over. */
export async function saveAnswer(sitter: Sitter, { exam }: Sitting, result: QuizResult): Promise<void> {
  if (sitter.now() <= exam.deadlineMs) await save(sitter, examAnswerFact(exam, result))
}

/**
 * Answers given as `TOPIC/QUESTION=ANSWER` for the exam that is going on.
 * @throws UserError (exit 2) when there is none, or one of them names no open question of it; then none counts.
 */
export async function answerByFlags(
  sitter: Sitter,
  given: readonly string[],
): Promise<readonly GradedAnswer[]> {
  const { certification, now } = sitter
  const { id } = certification
  const sitting = sittingOf(requireOpen(await examsOf(sitter), id, now()), false)
  const graded = gradeAnswers(
    { slug: id, quiz: sitting.open, listedBy: `compendium certify ${id} --exam` },
    given,
  )
  for (const { result } of graded) await saveAnswer(sitter, sitting, result)
  return graded
}

/** Hands the exam in. @throws UserError (exit 2) when none is going on. */
export async function handIn(sitter: Sitter): Promise<void> {
  const { certification, now } = sitter
  const { start } = requireOpen(await examsOf(sitter), certification.id, now())
  await save(sitter, { kind: 'exam-end', slug: certification.id, data: { exam: start.id } })
}

/** What came of the newest exam; undefined while it goes on. */
export async function verdictOf(sitter: Sitter): Promise<Verdict | undefined> {
  const last = (await examsOf(sitter)).at(-1)
  if (last === undefined || !isOver(last, sitter.now())) return undefined
  const score = scoreOfExam(last)
  const wrong = last.start.data.questions.filter((id) => !last.answers.get(id)?.data.correct)
  return {
    score,
    passed: passes(last, sitter.requirement),
    needed: Math.ceil(sitter.requirement.share * score.total),
    weak: [...new Set(wrong.map((id) => id.slice(0, id.indexOf('/'))))],
  }
}

function sittingOf(exam: Exam, isNew: boolean): Sitting {
  return { exam, isNew, open: paperOf(exam).filter(({ id }) => !exam.answers.has(id)) }
}

async function examsOf({ certification, warn }: Sitter): Promise<readonly Exam[]> {
  return stored(async () => foldExams(await readEvents(warn), certification.id))
}

async function save({ now, warn }: Sitter, fact: ProgressFact): Promise<ProgressEvent> {
  const event = newEvent(fact, now())
  await stored(() => appendEvents([event], warn))
  return event
}

async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new UserError(troubleWords().certify.noneHeld({ why: storeTrouble(error) }), {
      code: 'progress-store',
      cause: error,
    })
  }
}

function alreadySitting(id: string): UserError {
  const words = troubleWords().certify
  return new UserError(words.otherSeed({ id }), {
    code: 'exam-open',
    next: [words.goOn({ id }), words.finish],
  })
}

function knownSeed(id: string, seed: string): UserError {
  return new UserError(troubleWords().certify.seedTaken({ seed }), {
    code: 'exam-known',
    next: [troubleWords().certify.takeOther({ id })],
  })
}
