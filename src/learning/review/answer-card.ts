import { inlineText } from '../../corpus/inline-text.ts'
import type { Insight, Topic } from '../../corpus/topic.ts'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { type GradedAnswer, gradeAnswers, gradedData } from '../answers.ts'
import type { RatingName } from '../events.ts'
import type { QuizResult } from '../quiz.ts'
import { askedQuestion } from '../topic-data.ts'
import { type CardFace, insightResult, requireFace } from './card-face.ts'

/** A card as one names it: its topic and its question. @throws UserError (exit 2) for a text that is none. */
export function cardNamed(text: string): { readonly slug: string; readonly question: string } {
  const [slug = '', question = '', more] = text.split('/')
  if (slug !== '' && question !== '' && more === undefined) return { slug, question }
  throw new UserError(troubleWords().card.none({ text }), {
    code: 'bad-card',
    next: [troubleWords().card.how],
  })
}

interface Answered {
  readonly topic: Topic
  readonly result: QuizResult
  /** `again` when the answer is wrong. */
  readonly rating: RatingName
}

export type CardAnswer = Answered &
  (
    | { readonly kind: 'question'; readonly graded: GradedAnswer }
    | { readonly kind: 'insight'; readonly insight: Insight }
  )

/**
 * Grades `TOPIC/QUESTION=CHOICE[,CHOICE]`, or takes the rating of `TOPIC/INSIGHT`.
 * @throws UserError (exit 2) when it names no card or no choice, or an insight has no rating.
 */
export function answerCard(
  text: string,
  rating: RatingName | undefined,
  topicOf: (name: string) => Topic,
): CardAnswer {
  const equals = text.indexOf('=')
  const named = cardNamed(equals < 0 ? text : text.slice(0, equals))
  const topic = topicOf(named.slug)
  const face = requireFace(topic, named.question)
  if (face.kind === 'insight') {
    if (rating === undefined || equals >= 0) throw unrated(`${topic.slug}/${named.question}`)
    const { insight } = face
    return { kind: 'insight', topic, insight, result: insightResult(insight, rating), rating }
  }
  const [graded] = gradeAnswers(topic, [`${named.question}${equals < 0 ? '' : text.slice(equals)}`])
  if (graded === undefined) throw new Error('one answer has one grade')
  const { result } = graded
  return { kind: 'question', topic, graded, result, rating: result.correct ? (rating ?? 'good') : 'again' }
}

/** What came of it, for programs. */
export function answerData(answer: CardAnswer): object {
  const { kind, topic, rating, result } = answer
  const told =
    kind === 'question'
      ? gradedData(topic, answer.graded)
      : { ...result, explanation: inlineText(answer.insight.text) }
  return { topic: topic.slug, kind, result: told, rating }
}

/** A card as it is asked, for programs; with an insight itself, since nobody but the learner can say that it was known. */
export function cardData(face: CardFace): object {
  if (face.kind === 'question') return { kind: face.kind, ...askedQuestion(face.question) }
  const { id, prompt, text } = face.insight
  return { kind: face.kind, id, prompt: inlineText(prompt), insight: inlineText(text) }
}

function unrated(card: string): UserError {
  const words = troubleWords().card
  return new UserError(words.unrated({ card }), {
    code: 'unrated',
    next: [words.see({ card }), words.rate({ card })],
  })
}
