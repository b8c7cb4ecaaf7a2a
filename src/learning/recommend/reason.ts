import type { LearningPath } from '../../corpus/concept-graph.ts'
import { studyWords } from '../../messages/study/index.ts'
import { listed } from '../../messages/study/phrases.ts'
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
  const { recommend } = studyWords()
  if (goal !== undefined) return recommend.onTheWay({ goal: goal.title })
  return path === undefined ? '' : recommend.onPath({ path: path.title })
}

function about(item: Item, standing: Standing): string {
  const { kind, needs } = item
  if (kind === 'quiz') return quizState(item, standing)
  const { recommend } = studyWords()
  if (kind === 'simulation') return recommend.simulation
  if (kind === 'exercise') return recommend.exercise
  const titles = new Map(standing.graph.concepts.map(({ id, title }) => [id, title]))
  const known = needs.map((concept) => titles.get(concept) ?? concept).slice(0, 2)
  return known.length === 0 ? recommend.atOnce : recommend.knows({ list: listed(known) })
}

function quizState({ topic }: Item, { graph, evidence }: Standing): string {
  const node = graph.topics.find(({ slug }) => slug === topic)
  const answered = evidence.answers.get(topic)?.size ?? 0
  const { recommend } = studyWords()
  if (node === undefined || answered === 0) return recommend.quizNew
  const right = Math.round(rightShare(node, evidence) * node.questions)
  return recommend.quizSome({ right, questions: node.questions })
}

function opens({ teaches }: Item, { standing, waiting }: ReasonContext): string {
  const unknown = teaches.filter((concept) => !isKnown(concept, standing.mastery))
  const [first, ...others] = waitingOn(unknown, waiting)
  if (first === undefined) return ''
  const { recommend } = studyWords()
  if (others.length === 0) return recommend.oneWaits({ first })
  return others.length === 1
    ? recommend.twoWait({ list: listed([first, ...others]) })
    : recommend.moreWait({ first, others: others.length })
}
