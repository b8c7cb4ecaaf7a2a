import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import type { ProgressEvent } from '../events.ts'
import { commandOf } from '../items/command.ts'
import type { Item, ItemKind } from '../items/items.ts'
import { type ItemState, isBehind, type Standing, stateOf } from '../items/standing.ts'
import { MET } from '../mastery/mastery.ts'
import { recommend } from '../recommend/recommend.ts'
import { followedPath } from './follow.ts'
import { requireGoal } from './goal.ts'
import { cutToTime, planTo } from './plan.ts'

/** One line of a plan, as `--json` has it. */
export interface PlanRow {
  readonly slug: string
  readonly kind: ItemKind
  readonly title: string
  readonly minutes: number
  readonly why: string
  readonly state: ItemState
  readonly command: string
}

/** What `path plan --json` prints. */
export interface Plan {
  /** Undefined of a plan by hours alone. */
  readonly goal?: { readonly id: string; readonly title: string }
  /** In the order in which to do them. */
  readonly items: readonly PlanRow[]
  /** What does not fit into the hours, in order. */
  readonly later: readonly PlanRow[]
  /** How many items were left out since they are done or mastered. */
  readonly known: number
  /** Of `items`. */
  readonly minutes: number
  /** Of `items` and `later`. */
  readonly totalMinutes: number
}

const MOST_HOURS = 1000

/** @throws UserError (exit 2) for hours that are none, and where there is neither goal nor time. */
export function hoursOf(text: string | undefined, goal: string | undefined): number | undefined {
  if (text === undefined && goal === undefined) {
    const words = troubleWords().path
    throw new UserError(words.planNeeds, {
      code: 'missing-goal',
      next: [words.planGoal, words.planHours],
    })
  }
  if (text === undefined) return undefined
  const hours = text.trim() === '' ? Number.NaN : Number(text)
  if (hours > 0 && hours <= MOST_HOURS) return hours
  throw new UserError(troubleWords().path.noHours({ text }), {
    code: 'bad-hours',
    next: [troubleWords().path.hours({ most: MOST_HOURS })],
  })
}

interface GoalOptions {
  readonly minutes: number | undefined
  /** Also what is done or mastered. */
  readonly all: boolean
}

/** @throws UserError (exit 2) for a goal that there is not. */
export function planGoal(name: string, standing: Standing, { minutes, all }: GoalOptions): Plan {
  const goal = requireGoal(name, standing.graph, standing.items)
  const whole = planTo([goal], standing.graph, standing.items)
  const wanted = all ? whole : whole.filter(({ item }) => !isBehind(item, standing))
  const rows = wanted.map(({ item, why }) => rowOf(item, why, standing))
  const known = whole.filter(({ item }) => isBehind(item, standing)).length
  const { now, later } = cutToTime(rows, (row) => row.minutes, minutes ?? Number.POSITIVE_INFINITY)
  return { goal: { id: goal.id, title: goal.title }, ...planOf(now, later, known) }
}

/** What recommend says, one after the other, as if each were learned: as much as there is time for. */
export function planHours(standing: Standing, events: readonly ProgressEvent[], minutes: number): Plan {
  const path = followedPath(events, standing.graph.paths)
  const rows: PlanRow[] = []
  let left = minutes
  for (let at = standing; ; ) {
    const [next] = recommend(at, { path, minutes: left, limit: 1 })
    const item = at.items.find(({ kind, slug }) => kind === next?.kind && slug === next.slug)
    if (next === undefined || item === undefined) return planOf(rows, [], 0)
    rows.push(rowOf(item, next.reason, at))
    left -= item.minutes
    at = asIfDone(item, at)
  }
}

function asIfDone(item: Item, standing: Standing): Standing {
  const enough = item.kind === 'quiz' || (item.kind === 'exercise' && item.slug !== item.topic)
  const mastery = new Map(standing.mastery)
  if (enough) {
    for (const concept of item.teaches) mastery.set(concept, Math.max(MET, mastery.get(concept) ?? 0))
  }
  return { ...standing, mastery, done: new Set([...standing.done, item.id]) }
}

function rowOf(item: Item, why: string, standing: Standing): PlanRow {
  const { slug, kind, title, minutes } = item
  return { slug, kind, title, minutes, why, state: stateOf(item, standing), command: commandOf(item) }
}

function planOf(items: readonly PlanRow[], later: readonly PlanRow[], known: number) {
  const minutes = sum(items)
  return { items, later, known, minutes, totalMinutes: minutes + sum(later) }
}

function sum(rows: readonly PlanRow[]): number {
  return rows.reduce((total, { minutes }) => total + minutes, 0)
}
