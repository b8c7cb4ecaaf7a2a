import type { SequentialModel, Step } from './model.ts'

const ILLEGAL = -1
/** Instead of a state: there have been so many, or so large ones, that no more are kept. */
export const NO_ROOM = -2

/** A Map holds 2^24 entries; states are counted by the length of their keys, some hundred megabytes at most. */
const MOST_KNOWN = 8_000_000
const MOST_TEXT = 64_000_000

/** A model over numbers: states and steps are numbered as they appear, and each step from each state is taken once. */
export class Transitions<State> {
  readonly #model: SequentialModel<State>
  readonly #steps: readonly Step[]
  readonly #states: State[] = []
  readonly #numbers = new Map<string, number>()
  readonly #known = new Map<number, number>()

  constructor(model: SequentialModel<State>, steps: readonly Step[]) {
    this.#model = model
    this.#steps = steps
    this.#number(model.initial)
  }

  #text = 0

  /** The state after the step, -1 where the step may not be taken, `NO_ROOM` at the limit. The initial state is 0. */
  next(state: number, step: number): number {
    const key = state * this.#steps.length + step
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (this.#known.size >= MOST_KNOWN || this.#text > MOST_TEXT) return NO_ROOM
    const after = this.#model.step(this.#states[state] as State, this.#steps[step] as Step)
    const number = after === undefined ? ILLEGAL : this.#number(after)
    this.#known.set(key, number)
    return number
  }

  #number(state: State): number {
    const key = this.#model.key(state)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#text += key.length
    this.#states.push(state)
    this.#numbers.set(key, this.#states.length - 1)
    return this.#states.length - 1
  }
}
