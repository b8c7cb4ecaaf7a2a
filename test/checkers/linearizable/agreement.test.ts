import { describe, expect, it } from 'vitest'
import { type Engine, generalEngine } from '../../../src/checkers/linearizable/engine.ts'
import type { Entry } from '../../../src/checkers/linearizable/entries.ts'
import { prefixTo } from '../../../src/checkers/linearizable/minimize.ts'
import type { SequentialModel } from '../../../src/checkers/linearizable/model.ts'
import { engineOf, SEQUENTIAL } from '../../../src/checkers/linearizable/models.ts'
import { howMany } from '../helpers/how-many.ts'
import { hasOrder } from './brute-force.ts'
import { Dice, randomHistory } from './random-history.ts'
import { SUBJECTS } from './subjects.ts'

const BUDGET = 10_000_000

/** For each search that is made for an object; `HISTORIES=170000` tries a million in all, in some minutes. */
const COUNT = howMany(20_000)

function* histories(name: string, count: number, most: number): Generator<Entry[]> {
  const subject = SUBJECTS[name]
  if (!subject) throw new Error(name)
  for (let seed = 0; seed < count; seed += 1) {
    const dice = new Dice(seed, name)
    const shape = {
      clients: 1 + dice.roll(5),
      operations: 1 + dice.roll(most),
      lost: dice.chance(60) ? 0 : dice.roll(30),
      lies: dice.chance(50) ? 0 : 15,
    }
    yield randomHistory(subject(dice), shape, dice)
  }
}

const told = (entries: readonly Entry[]) =>
  entries.map(
    ({ step, call, return: end }) => `${step.f} ${JSON.stringify([step.input, step.output])} ${call}-${end}`,
  )

function disagreements(name: string, engine: Engine, count: number, most: number): unknown[] {
  const model = SEQUENTIAL.get(name) as SequentialModel
  const wrong: unknown[] = []
  let without = 0
  for (const entries of histories(name, count, most)) {
    const { verdict, blockedAt, core } = engine(entries, BUDGET, true)
    const order = hasOrder(entries, model)
    if (!order) without += 1
    if (verdict !== order) wrong.push([verdict, told(entries)])
    if (verdict !== false || order || core) continue
    // The first return that cannot be passed: with it there is no order, just before it there is one.
    const blocked = entries[blockedAt ?? -1] as Entry
    const upTo = entries.filter((one) => one.call < blocked.return)
    const before = prefixTo(upTo, { ...blocked, return: blocked.return - 0.5 })
    if (hasOrder(prefixTo(entries, blocked), model) || !hasOrder(before, model))
      wrong.push(['place', blockedAt, told(entries)])
  }
  if (without < count / 50) wrong.push(`only ${without} of ${count} histories have no order`)
  return wrong
}

describe('what the searches find', () => {
  for (const name of SEQUENTIAL.keys()) {
    const model = SEQUENTIAL.get(name) as SequentialModel
    it(`is what trying all orders finds, for the ${name} of the general search`, () => {
      expect(disagreements(name, generalEngine(model), howMany(1000), 8)).toEqual([])
    })
  }

  for (const name of ['register', 'cas-register', 'kv', 'queue', 'set', 'counter']) {
    it(`is what trying all orders finds, for the ${name} of the search that is made for it, in ${COUNT}`, () => {
      expect(disagreements(name, engineOf(name), COUNT, 8)).toEqual([])
    }, 600_000)
  }

  for (const name of ['register', 'cas-register', 'kv']) {
    it(`agrees between both searches on longer histories of a ${name}`, () => {
      const general = generalEngine(SEQUENTIAL.get(name) as SequentialModel)
      const own = engineOf(name)
      const wrong = [...histories(name, howMany(7_000), 22)].filter((entries) => {
        const a = general(entries, BUDGET, true)
        const b = own(entries, BUDGET, true)
        return a.verdict !== b.verdict || (a.verdict === false && a.blockedAt !== b.blockedAt)
      })
      expect(wrong.slice(0, 2).map(told)).toEqual([])
    })
  }
})
