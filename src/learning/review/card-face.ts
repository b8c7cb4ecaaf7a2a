import type { Insight, QuizQuestion, Topic } from '../../corpus/topic.ts'
import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import type { RatingName } from '../events.ts'
import type { QuizResult } from '../quiz.ts'

/** What a card asks: a question, whose answer is graded; or for an insight, which the learner says, looks at and rates. */
export type CardFace =
  | { readonly kind: 'question'; readonly question: QuizQuestion }
  | { readonly kind: 'insight'; readonly insight: Insight }

/** The name of the card within its topic: the log calls it `question`. */
export function faceId(face: CardFace): string {
  return face.kind === 'question' ? face.question.id : face.insight.id
}

export function promptOf(face: CardFace) {
  return face.kind === 'question' ? face.question.prompt : face.insight.prompt
}

/** The faces of a topic that `wanted` takes: by turns a question and an insight, then what is left of either. */
export function facesOf(
  { quiz, insights = [] }: Topic,
  wanted: (id: string) => boolean = () => true,
): readonly CardFace[] {
  const questions = quiz.filter(({ id }) => wanted(id))
  const said = insights.filter(({ id }) => wanted(id))
  return Array.from({ length: Math.max(questions.length, said.length) }, (_, at) => [
    ...questions.slice(at, at + 1).map((question): CardFace => ({ kind: 'question', question })),
    ...said.slice(at, at + 1).map((insight): CardFace => ({ kind: 'insight', insight })),
  ]).flat()
}

export function faceNamed(topic: Topic, id: string): CardFace | undefined {
  return facesOf(topic, (one) => one === id)[0]
}

/** @throws UserError (exit 2) with the nearest cards. */
export function requireFace(topic: Topic, id: string): CardFace {
  const found = faceNamed(topic, id)
  if (found !== undefined) return found
  const ids = facesOf(topic).map(faceId)
  const near = closest(id, ids)
  const { card, didYouMean, or } = troubleWords()
  throw new UserError(card.unknown({ topic: topic.slug, id }), {
    code: 'bad-card',
    next: [near.length > 0 ? didYouMean({ names: near.join(or) }) : card.has({ ids: ids.join(', ') })],
  })
}

/** An insight is not graded: whoever says that they know it again is wrong about nothing. */
export function insightResult({ id }: Insight, rating: RatingName): QuizResult {
  return { question: id, answer: [], correct: rating !== 'again', missed: [], mistaken: [] }
}
