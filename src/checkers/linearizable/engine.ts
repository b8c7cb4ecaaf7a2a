import type { Value } from '../../history/operation.ts'
import { valueKey } from '../../history/value-key.ts'
import type { Entry } from './entries.ts'
import { firstBlockedKv, searchKv } from './kv-frontier.ts'
import { kvHistory } from './kv-history.ts'
import type { SequentialModel, Step } from './model.ts'
import { firstBlocked, searchRegister } from './register-frontier.ts'
import { type RegisterHistory, registerHistory } from './register-history.ts'
import { type Search, timeline } from './timeline.ts'
import { Transitions } from './transitions.ts'
import { searchOrder } from './wgl.ts'

/**
 * Decides whether the operations on one object have an order, in at most `budget` steps of search. `blockedAt` of the
 * answer is there when `locate` asks for it.
 */
export type Engine = (entries: readonly Entry[], budget: number, locate?: boolean) => Search

/** The search for any model. */
export function generalEngine(model: SequentialModel): Engine {
  return (entries, budget) => {
    const { steps, kinds } = distinctSteps(entries)
    return searchOrder(timeline(entries), steps, new Transitions(model, kinds), budget)
  }
}

/**
 * The search for registers: first along the history, which does not mind how many operations overlap; then, where
 * that is long because many operations were lost, once in depth, which is often lucky; then along it to the end.
 */
export function registerEngine(model: SequentialModel): Engine {
  const general = generalEngine(model)
  return (entries, budget, locate = false) => {
    const history = registerHistory(entries)
    const search = decideRegister(history, budget >> 1)
    if (search.verdict === 'unknown') {
      const deep = general(entries, budget >> 1)
      return { ...deep, steps: deep.steps + search.steps }
    }
    return search.verdict || !locate
      ? { verdict: search.verdict, steps: search.steps }
      : { ...search, blockedAt: firstBlocked(history, budget) }
  }
}

/** Rows of the thrifty searches, one after the other. */
const WIDTHS = [8, 64, 512]

/**
 * Whether the operations on a register have an order. Only the verdict counts: the place may come too early. Lost
 * operations make many rows, of which few matter: searches that keep few come first, and often answer.
 */
export function decideRegister(history: RegisterHistory, budget: number): Search {
  let spent = 0
  for (const width of history.hasLost ? WIDTHS : []) {
    const search = searchRegister(history, budget - spent, width)
    spent += search.steps
    if (search.verdict !== 'unknown' || spent >= budget) return { ...search, steps: spent }
  }
  const full = searchRegister(history, budget - spent)
  return { ...full, steps: full.steps + spent }
}

/** The search for a store: along the history where texts are stored, the general one for other values. */
export function kvEngine(model: SequentialModel): Engine {
  const general = generalEngine(model)
  return (entries, budget, locate = false) => {
    const history = kvHistory(entries)
    if (!history) return general(entries, budget)
    const search = searchKv(history, budget >> 1)
    if (search.verdict === 'unknown') {
      const deep = general(entries, budget >> 1)
      return { ...deep, steps: deep.steps + search.steps }
    }
    return search.verdict || !locate ? search : { ...search, blockedAt: firstBlockedKv(history, budget) }
  }
}

/** Numbers the steps so that equal ones have one number. */
function distinctSteps(entries: readonly Entry[]): { steps: Int32Array; kinds: readonly Step[] } {
  const numbers = new Map<string, number>()
  const kinds: Step[] = []
  const steps = new Int32Array(entries.length)
  entries.forEach(({ step }, at) => {
    const key = stepKey(step)
    let number = numbers.get(key)
    if (number === undefined) {
      number = kinds.push(step) - 1
      numbers.set(key, number)
    }
    steps[at] = number
  })
  return { steps, kinds }
}

const told = (output: Value | undefined) => (output === undefined ? '?' : valueKey(output))

const stepKey = ({ f, input, output }: Step) => `${f} ${valueKey(input)} ${told(output)}`
