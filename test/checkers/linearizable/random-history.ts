import type { Entry } from '../../../src/checkers/linearizable/entries.ts'
import type { Step } from '../../../src/checkers/linearizable/model.ts'
import type { Operation, Value } from '../../../src/history/operation.ts'
import { RandomStream } from '../../../src/lib/prng.ts'

/** Draws in order from one stream. */
export class Dice {
  readonly #stream: RandomStream
  #drawn = 0

  constructor(seed: number, name: string) {
    this.#stream = new RandomStream(seed, name)
  }

  /** One of 0 to bound - 1. */
  roll(bound: number): number {
    this.#drawn += 1
    return this.#stream.integer(this.#drawn, bound)
  }

  /** True in so many of a hundred. */
  chance(percent: number): boolean {
    return this.roll(100) < percent
  }
}

/** A real object: what it answers to a step at this moment. Undefined: the step cannot be taken now. */
export interface Subject {
  ask(dice: Dice): { readonly f: string; readonly input: Value }
  answer(f: string, input: Value): Value | undefined
  /** A wrong answer, where one is to be planted. */
  lie(f: string, input: Value, answer: Value, dice: Dice): Value
}

export interface Shape {
  readonly clients: number
  readonly operations: number
  /** Percent of operations of which nobody learns how they ended. */
  readonly lost: number
  /** Percent of answers that are replaced by others. */
  readonly lies: number
}

/** A history of a correct object, whose operations take effect somewhere between call and return, with lies in it. */
export function randomHistory(
  subject: Subject,
  { clients, operations, lost, lies }: Shape,
  dice: Dice,
): Entry[] {
  const done: Entry[] = []
  const live: { at: number; f: string; input: Value; answer?: Value }[] = []
  let now = 0
  for (let made = 0; made < operations || live.length > 0; ) {
    now += 1
    if (made < operations && live.length < clients && dice.chance(45)) {
      const { f, input } = subject.ask(dice)
      live.push({ at: done.length, f, input })
      done.push(entry({ f, input, output: undefined }, done.length, now, Number.POSITIVE_INFINITY))
      made += 1
      continue
    }
    if (live.length === 0) continue
    const which = dice.roll(live.length)
    const one = live[which] as (typeof live)[number]
    if (dice.chance(lost)) {
      if (one.answer === undefined && dice.chance(50)) subject.answer(one.f, one.input)
      live.splice(which, 1)
    } else if (one.answer === undefined) {
      const answer = subject.answer(one.f, one.input)
      if (answer !== undefined) one.answer = answer
      // What cannot be done at the moment may never be possible: sooner or later it is given up.
      else if (dice.chance(20)) live.splice(which, 1)
    } else {
      live.splice(which, 1)
      const output = dice.chance(lies) ? subject.lie(one.f, one.input, one.answer, dice) : one.answer
      const { call } = done[one.at] as Entry
      done[one.at] = entry({ f: one.f, input: one.input, output }, one.at, call, now)
    }
  }
  return done
}

function entry(step: Step, at: number, call: number, end: number): Entry {
  const operation: Operation = {
    process: at,
    f: step.f,
    input: step.input,
    output: step.output ?? step.input,
    outcome: end === Number.POSITIVE_INFINITY ? 'info' : 'ok',
    call,
    return: end,
  }
  return { step, operation, at, call, return: end }
}
