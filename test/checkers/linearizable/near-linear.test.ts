import { describe, expect, it } from 'vitest'
import { generalEngine } from '../../../src/checkers/linearizable/engine.ts'
import type { Entry } from '../../../src/checkers/linearizable/entries.ts'
import { engineOf, linearizableChecker, SEQUENTIAL } from '../../../src/checkers/linearizable/models.ts'
import { searchCounter } from '../../../src/checkers/linearizable/near-linear/counter.ts'
import { queuePattern } from '../../../src/checkers/linearizable/near-linear/queue.ts'
import { searchRegister } from '../../../src/checkers/linearizable/register-frontier.ts'
import { registerHistory } from '../../../src/checkers/linearizable/register-history.ts'
import { NO_ROOM, Transitions } from '../../../src/checkers/linearizable/transitions.ts'
import { inTurn } from '../helpers/tell.ts'
import { hasOrder } from './brute-force.ts'
import { Dice, randomHistory, type Shape, type Subject } from './random-history.ts'
import { SUBJECTS } from './subjects.ts'
import { WILD_STEPS, wildHistory } from './wild-history.ts'

const modelOf = (name: string) => {
  const model = SEQUENTIAL.get(name)
  if (!model) throw new Error(name)
  return model
}

const small = (dice: Dice): Shape => ({
  clients: 1 + dice.roll(5),
  operations: 1 + dice.roll(8),
  lost: dice.chance(60) ? 0 : dice.roll(30),
  lies: dice.chance(50) ? 0 : 15,
})

function history(name: string, seed: number, shape?: Shape): Entry[] {
  const dice = new Dice(seed, name)
  const subject = SUBJECTS[name]?.(dice) as Subject
  return randomHistory(subject, shape ?? small(dice), dice)
}

function wild(name: string, seed: number): Entry[] {
  const dice = new Dice(seed, name)
  const step = WILD_STEPS[name]
  if (!step) throw new Error(name)
  return wildHistory(step, 1 + dice.roll(6), dice.chance(50) ? 0 : 25, dice)
}

const LONG: Shape = { clients: 8, operations: 20_000, lost: 0, lies: 0 }

describe('searches that are made for an object', () => {
  it.each(Object.keys(WILD_STEPS))('find of a %s what all orders find, of 20,000 wild histories', (name) => {
    const model = modelOf(name)
    const engine = engineOf(name)
    for (let seed = 0; seed < 20_000; seed += 1) {
      const entries = wild(name, seed)
      const { verdict } = engine(entries, 1_000_000)
      if (verdict !== hasOrder(entries, model)) expect({ seed, verdict }).toBe('the other')
    }
  })
})

describe('patterns that no queue shows', () => {
  it('are found just where no order is, and have none by themselves, in 20,000', () => {
    const model = modelOf('queue')
    let found = 0
    let refused = 0
    for (let seed = 0; seed < 20_000; seed += 1) {
      const entries = wild('queue', seed)
      const pattern = queuePattern(entries)
      if (!pattern) continue
      found += 1
      const { core } = pattern
      if ((core === undefined) !== hasOrder(entries, model)) expect({ seed, core }).toBe('the other')
      if (!core) continue
      refused += 1
      const part = [...core].sort((a, b) => a - b).map((at) => entries[at] as Entry)
      if (hasOrder(part, model)) expect({ seed, core }).toBe('a core without order')
    }
    expect([found > 10_000, refused > 500]).toEqual([true, true])
  })

  it('show a wrong queue of 20,000 operations in the few that prove it', () => {
    const told = Array.from({ length: 10_000 }, (_, item) => [
      ['ok', 0, 'enqueue', item, item] as const,
      ['ok', 1, 'dequeue', null, item === 7000 ? 7001 : item === 7001 ? 7000 : item] as const,
    ])
    const late = told.flat().filter(([, , f, input]) => f === 'enqueue' && input === 7001)
    const rest = told.flat().filter((one) => !late.includes(one))
    const at = rest.findIndex(([, , f, input]) => f === 'enqueue' && input === 7000)
    const { valid, counterexample = [] } = linearizableChecker('queue')(
      inTurn(...rest.slice(0, at + 1), ...late, ...rest.slice(at + 1)),
    )
    expect(valid).toBe(false)
    expect(counterexample.map(({ f, input, output }) => [f, input, output])).toEqual([
      ['enqueue', 7000, 7000],
      ['enqueue', 7001, 7001],
      ['dequeue', null, 7001],
    ])
  })
})

describe('a counter that changes by one amount', () => {
  it('is judged along its history as by all orders, up to the place, in 20,000', () => {
    const model = modelOf('counter')
    const general = generalEngine(model)
    let found = 0
    for (let seed = 100_000; seed < 120_000; seed += 1) {
      const entries = history('counter', seed)
      const search = searchCounter(entries)
      if (!search) continue
      found += 1
      const wanted = general(entries, 1_000_000, true)
      if (search.verdict !== wanted.verdict || search.blockedAt !== wanted.blockedAt)
        expect({ seed, ...search }).toEqual(wanted)
    }
    expect(found).toBeGreaterThan(10_000)
  })
})

describe('a search of registers that keeps few rows', () => {
  it('answers as all orders would, or not at all, in 20,000', () => {
    const model = modelOf('cas-register')
    let known = 0
    for (let seed = 100_000; seed < 120_000; seed += 1) {
      const entries = history('cas-register', seed)
      const { verdict } = searchRegister(registerHistory(entries), 100_000, 1 + (seed % 3))
      if (verdict === 'unknown') continue
      known += 1
      if (verdict !== hasOrder(entries, model)) expect({ seed, verdict }).toBe('the other')
    }
    expect(known).toBeGreaterThan(15_000)
  })
})

/** Whether the search made for the object can judge the history. */
const SPECIAL: Readonly<Record<string, (entries: readonly Entry[]) => boolean>> = {
  register: () => true,
  queue: (entries) => queuePattern(entries) !== undefined,
  set: (entries) => !entries.some(({ step }) => step.f === 'read'),
  counter: (entries) => searchCounter(entries) !== undefined,
}

function longHistory(name: string): Entry[] {
  for (let seed = 1; ; seed += 1) {
    const entries = history(name, seed, LONG)
    if (SPECIAL[name]?.(entries)) return entries
  }
}

describe('long histories', () => {
  it.each(Object.keys(SPECIAL))('of a %s are decided in a few steps an operation', (name) => {
    const entries = longHistory(name)
    const { verdict, steps } = engineOf(name)(entries, 50_000_000)
    expect(verdict).toBe(true)
    expect(steps / entries.length).toBeLessThan(60)
  })
})

describe('states', () => {
  it('are kept only while there is room', () => {
    const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(12_000_000))
    const pushes = texts.map((input) => ({ f: 'push', input, output: input }))
    const transitions = new Transitions(modelOf('stack'), pushes)
    const one = transitions.next(0, 0)
    const three = transitions.next(transitions.next(one, 1), 2)
    expect([one, three, transitions.next(three, 3)]).toEqual([1, 3, NO_ROOM])
  })
})
