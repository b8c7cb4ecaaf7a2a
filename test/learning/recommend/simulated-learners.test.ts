import { expect, it } from 'vitest'
import type { ConceptGraph } from '../../../src/corpus/concept-graph.ts'
import { loadGraph } from '../../../src/corpus/corpus.ts'
import { type Item, itemId, itemsOf } from '../../../src/learning/items/items.ts'
import { type Standing, standingOf } from '../../../src/learning/items/standing.ts'
import { MASTERED, masteryOf } from '../../../src/learning/mastery/mastery.ts'
import { requireGoal } from '../../../src/learning/paths/goal.ts'
import { planTo } from '../../../src/learning/paths/plan.ts'
import { recommend } from '../../../src/learning/recommend/recommend.ts'
import { RandomStream } from '../../../src/lib/prng.ts'
import { SimulatedLearner } from '../helpers/simulated-learner.ts'

const graph = loadGraph()
const items = itemsOf(graph)
const GOALS = ['raft', 'or-set', 'saga', 'fencing-token', 'transactional-outbox'] as const
const SEEDS = 15
/** Whoever is not there by then counts as if they were: that is to the favour of the others. */
const MOST = 100

/** Chooses the next item from what can be seen. */
type Chooser = (learner: SimulatedLearner, done: (item: Item) => boolean, goal: string) => Item | undefined

/** How many items it takes until the goal's own concept is mastered, by the published formula. */
function itemsTo(goal: string, seed: number, choose: Chooser): number {
  const learner = new SimulatedLearner(graph, seed)
  const doneIds = new Set<string>()
  while (learner.items < MOST) {
    const next = choose(learner, ({ id }) => doneIds.has(id), goal)
    if (next === undefined) return MOST
    learner.do(next)
    const standing = needsLook(next) ? standingOf(learner.events, graph, learner.nowMs) : undefined
    if (standing?.done.has(next.id) ?? true) doneIds.add(next.id)
    if (next.teaches.includes(goal) && isThere(goal, learner)) return learner.items
  }
  return MOST
}

/** Reading and watching are done when they are done. */
function needsLook({ kind }: Item): boolean {
  return kind === 'quiz' || kind === 'exercise'
}

function isThere(goal: string, { events, nowMs }: SimulatedLearner): boolean {
  return (masteryOf(events, graph, nowMs).get(goal) ?? 0) >= MASTERED
}

/** Ours, with whatever it takes for the graph. */
function ours(seen: ConceptGraph): Chooser {
  return ({ events, nowMs }, _, goal) => {
    const standing: Standing = standingOf(events, seen, nowMs)
    const target = requireGoal(goal, seen, standing.items)
    const [next] = recommend(standing, { goal: target, limit: 1 })
    if (next === undefined || next.kind === 'review') return undefined
    const id = itemId(next.kind, next.slug)
    return items.find((item) => item.id === id)
  }
}

/** Whatever is not done yet, all alike. */
function random(pool: (goal: string) => readonly Item[], seed: number): Chooser {
  const stream = new RandomStream(seed, 'random order')
  let draws = 0
  return (_, done, goal) => {
    const open = pool(goal).filter((item) => !done(item))
    draws += 1
    return open[stream.integer(draws, Math.max(1, open.length))]
  }
}

/** One after the other, what is not done again when all had their turn. */
function inOrder(pool: (goal: string) => readonly Item[]): Chooser {
  let place = -1
  return (_, done, goal) => {
    const all = pool(goal)
    for (let tried = 0; tried < all.length; tried += 1) {
      place = (place + 1) % all.length
      const item = all[place]
      if (item !== undefined && !done(item)) return item
    }
    return undefined
  }
}

const whole = () => items
const alphabetical = () => [...items].sort((a, b) => (a.id < b.id ? -1 : 1))
/** Only what leads to the goal, which is much to know for somebody who chooses blindly. */
const closures = new Map(
  GOALS.map((goal) => [
    goal as string,
    planTo([requireGoal(goal, graph, items)], graph, items)
      .map(({ item }) => item)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  ]),
)
const closure = (goal: string) => closures.get(goal) ?? []
const indexed = (goal: string) => items.filter((item) => closure(goal).includes(item))

function meanItems(chooser: (seed: number) => Chooser, seeds = SEEDS): number {
  const counts = GOALS.flatMap((goal) =>
    Array.from({ length: seeds }, (_, seed) => itemsTo(goal, seed + 1, chooser(seed + 1))),
  )
  return counts.reduce((sum, count) => sum + count, 0) / counts.length
}

const own = meanItems(() => ours(graph))

it('brings learners to mastery of a goal in fewer items than random and fixed order of the very items that lead there', () => {
  const [byChance, byName, byIndex] = [
    meanItems((seed) => random(closure, seed)),
    meanItems(() => inOrder(closure)),
    meanItems(() => inOrder(indexed)),
  ]
  expect(byChance).toBeGreaterThan(1.4 * own)
  expect(byName).toBeGreaterThan(1.2 * own)
  expect(byIndex).toBeGreaterThan(1.4 * own)
})

it('needs a quarter of the items of those who know no way at all', () => {
  expect(meanItems((seed) => random(whole, seed), 1)).toBeGreaterThan(4 * own)
  expect(meanItems(() => inOrder(whole), 1)).toBeGreaterThan(4 * own)
  expect(meanItems(() => inOrder(alphabetical), 1)).toBeGreaterThan(4 * own)
})

it('loses that when it ignores what builds on what', () => {
  const blind: ConceptGraph = {
    ...graph,
    topics: graph.topics.map((topic) => ({ ...topic, needs: [] })),
    clusters: graph.clusters.map((cluster) => ({ ...cluster, needs: [] })),
  }
  const lost = meanItems(() => ours(blind), 2)
  expect(lost).toBeGreaterThan(1.4 * own)
})

it('brings every one of them there, in not many more items than there are on the way', () => {
  for (const goal of GOALS) {
    const counts = Array.from({ length: SEEDS }, (_, seed) => itemsTo(goal, seed + 101, ours(graph)))
    expect(Math.max(...counts), goal).toBeLessThan(MOST)
    const mean = counts.reduce((sum, count) => sum + count, 0) / SEEDS
    expect(mean, goal).toBeLessThan(2 * closure(goal).length)
  }
})
