import type { LearningPath } from '../../corpus/concept-graph.ts'
import type { Standing } from '../items/standing.ts'
import { type Goal, goalOf } from './goal.ts'
import { planTo } from './plan.ts'

/** What each part adds to those before it. */
export function pathParts(path: LearningPath, { graph, items }: Pick<Standing, 'graph' | 'items'>) {
  const seen = new Set<string>()
  return path.parts.map(({ title, goals }) => {
    const found = goals.flatMap((name): Goal[] => {
      const goal = goalOf(name, graph, items)
      return goal === undefined ? [] : [goal]
    })
    const planned = planTo(found, graph, items).filter(({ item }) => !seen.has(item.id))
    for (const { item } of planned) seen.add(item.id)
    return { title, planned }
  })
}
