import { inlineText } from '../corpus/inline-text.ts'
import type { QuizQuestion, Topic } from '../corpus/topic.ts'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import type { ProgressFact } from './events.ts'
import { inputOf, readAnswer } from './questions/registry.ts'
import { gradeAnswer, type QuizResult, type QuizScore } from './quiz.ts'

export interface GradedAnswer {
  readonly question: QuizQuestion
  readonly result: QuizResult
}

/** The questions of something, and how it is called. */
interface Asked extends Pick<Topic, 'slug' | 'quiz'> {
  /** The command that lists them, where it is not `quiz`. */
  readonly listedBy?: string
}

/** The same with what the answers rest on. */
export interface Quizzed extends Asked, Pick<Topic, 'sources'> {}

/** @throws UserError (exit 2) when the topic has no questions. */
export function requireQuiz(topic: Topic): Topic {
  if (topic.quiz.length > 0) return topic
  throw new UserError(troubleWords().quiz.none({ topic: topic.slug }), {
    code: 'no-quiz',
    next: [troubleWords().quiz.read({ topic: topic.slug })],
  })
}

/**
 * Grades answers that were given as `QUESTION=ANSWER`, in the order given: an id of a choice, several with commas between them, or a text.
 * @throws UserError (exit 2) if any of them names no question or no choice; then none counts.
 */
export function gradeAnswers(topic: Asked, given: readonly string[]): readonly GradedAnswer[] {
  const graded = given.map((text) => gradeOne(topic, text))
  for (const [index, { question }] of graded.entries()) {
    if (graded.findIndex((other) => other.question === question) < index) {
      throw refuse(topic, troubleWords().quiz.twice({ question: question.id }))
    }
  }
  return graded
}

/** The score of these answers alone, out of all questions of the quiz. */
export function scoreOf({ quiz }: Asked, graded: readonly GradedAnswer[]): QuizScore {
  const correct = graded.filter(({ result }) => result.correct).length
  return { answered: graded.length, correct, total: quiz.length }
}

/** What the log keeps of an answer. */
export function answerFact({ slug, quiz }: Asked, { question, answer, correct }: QuizResult): ProgressFact {
  return { kind: 'quiz', slug, data: { question, answer, correct, questions: quiz.length } }
}

/** A graded answer for programs: with the explanation as plain text and the source it rests on. */
export function gradedData({ sources }: Quizzed, { question, result }: GradedAnswer) {
  const source = sources.find(({ id }) => id === question.source)
  return {
    ...result,
    expected: question.answer,
    explanation: inlineText(question.explanation),
    ...(source ? { source: { title: source.title, url: source.url } } : {}),
  }
}

function gradeOne(topic: Asked, text: string): GradedAnswer {
  const equals = text.indexOf('=')
  if (equals < 1) throw refuse(topic, troubleWords().quiz.noAnswer({ text }))
  const question = requireQuestion(topic, text.slice(0, equals).trim())
  const read = readAnswer(question, partsOf(question, text.slice(equals + 1)))
  if ('problem' in read) throw refuse(topic, read.problem, ...(read.next === undefined ? [] : [read.next]))
  return { question, result: gradeAnswer(question, read.answer) }
}

/** Only choices are separated by commas. */
function partsOf(question: QuizQuestion, text: string): readonly string[] {
  if (inputOf(question) === 'text') return [text]
  return text.split(',').map((choice) => choice.trim())
}

/** @throws UserError (exit 2) with the nearest questions. */
function requireQuestion(topic: Asked, id: string): QuizQuestion {
  const found = topic.quiz.find((question) => question.id === id)
  if (found) return found
  const ids = topic.quiz.map((question) => question.id)
  const near = closest(id, ids)
  const { didYouMean, or, quiz } = troubleWords()
  const hint =
    near.length > 0 ? didYouMean({ names: near.join(or) }) : quiz.questions({ ids: ids.join(', ') })
  throw refuse(topic, quiz.noQuestion({ topic: topic.slug, question: id }), hint)
}

function refuse(
  { slug, listedBy = `compendium quiz ${slug} --list` }: Asked,
  message: string,
  ...next: readonly string[]
): UserError {
  return new UserError(message, {
    code: 'bad-answer',
    next: [...next, troubleWords().quiz.notGraded({ command: listedBy })],
  })
}
