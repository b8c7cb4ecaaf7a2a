import type { Value } from '../../history/operation.ts'
import { valueKey } from '../../history/value-key.ts'
import type { Entry } from './entries.ts'
import type { SequentialModel, Step } from './model.ts'
import { type Search, timeline } from './timeline.ts'
import { Transitions } from './transitions.ts'
import { searchOrder } from './wgl.ts'

/** Decides whether the operations on one object have an order, in at most `budget` steps of search. */
export type Engine = (entries: readonly Entry[], budget: number) => Search

/** The search for any model. */
export function generalEngine(model: SequentialModel): Engine {
  return (entries, budget) => {
    const { steps, kinds } = distinctSteps(entries)
    return searchOrder(timeline(entries), steps, new Transitions(model, kinds), budget)
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
