import type { LearningPath } from '../../corpus/concept-graph.ts'
import type { Item } from '../items/items.ts'
import { isKnown, type Standing } from '../items/standing.ts'
import { rightShare } from '../mastery/mastery.ts'
import type { Goal } from '../paths/goal.ts'
import { type Waiting, waitingOn } from './score.ts'

interface ReasonContext {
  readonly standing: Standing
  readonly waiting: Waiting
  readonly wanted: ReadonlyMap<string, number> | undefined
  readonly goal: Goal | undefined
  readonly path: LearningPath | undefined
}

/** Why this, and why now, in plain words. */
export function reasonOf(item: Item, context: ReasonContext): string {
  const parts = [leads(item, context), about(item, context.standing), opens(item, context)]
  return parts.filter((part) => part !== '').join(' ')
}

function leads({ id }: Item, { wanted, goal, path }: ReasonContext): string {
  if (!wanted?.has(id)) return ''
  if (goal !== undefined) return `On the way to ${goal.title}.`
  return path === undefined ? '' : `Next on your path ${path.title}.`
}

function about(item: Item, standing: Standing): string {
  const { kind, needs } = item
  if (kind === 'quiz') return quizState(item, standing)
  if (kind === 'simulation') return 'You have read it; now see it happen, and break it.'
  if (kind === 'exercise') return 'You know what it takes; building it is the proof.'
  const titles = new Map(standing.graph.concepts.map(({ id, title }) => [id, title]))
  const known = needs.map((concept) => titles.get(concept) ?? concept).slice(0, 2)
  return known.length === 0
    ? 'You can begin with it right away.'
    : `You know what it builds on: ${list(known)}.`
}

function quizState({ topic }: Item, { graph, evidence }: Standing): string {
  const node = graph.topics.find(({ slug }) => slug === topic)
  const answered = evidence.answers.get(topic)?.size ?? 0
  if (node === undefined || answered === 0) return 'You have read it; its quiz shows what you know.'
  const right = Math.round(rightShare(node, evidence) * node.questions)
  return `${right} of its ${node.questions} questions are right so far; each answer is explained.`
}

function opens({ teaches }: Item, { standing, waiting }: ReasonContext): string {
  const unknown = teaches.filter((concept) => !isKnown(concept, standing.mastery))
  const [first, ...others] = waitingOn(unknown, waiting)
  if (first === undefined) return ''
  if (others.length === 0) return `${first} waits for it.`
  return others.length === 1
    ? `${list([first, ...others])} wait for it.`
    : `${first} and ${others.length} more wait for it.`
}

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
