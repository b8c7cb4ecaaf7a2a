import type { Topic } from '../../corpus/topic.ts'
import { UserError } from '../../lib/user-error.ts'
import { type GradedAnswer, gradeAnswers } from '../answers.ts'

/** A card as one names it: its topic and its question. @throws UserError (exit 2) for a text that is none. */
export function cardNamed(text: string): { readonly slug: string; readonly question: string } {
  const [slug = '', question = '', more] = text.split('/')
  if (slug !== '' && question !== '' && more === undefined) return { slug, question }
  throw new UserError(`"${text}" is no card.`, {
    code: 'bad-card',
    next: ['Write TOPIC/QUESTION, as compendium review --list does.'],
  })
}

/**
 * Grades `TOPIC/QUESTION=CHOICE[,CHOICE]`. @throws UserError (exit 2) when it names no question or no choice.
 */
export function gradeCard(
  text: string,
  topicOf: (name: string) => Topic,
): { topic: Topic; graded: GradedAnswer } {
  const equals = text.indexOf('=')
  const { slug, question } = cardNamed(equals < 0 ? text : text.slice(0, equals))
  const topic = topicOf(slug)
  const [graded] = gradeAnswers(topic, [`${question}${equals < 0 ? '' : text.slice(equals)}`])
  if (graded === undefined) throw new Error('one answer has one grade')
  return { topic, graded }
}
