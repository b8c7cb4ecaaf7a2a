import { describe, expect, it } from 'vitest'
import { checkListAppend } from '../../../src/checkers/transactions/list-append/check.ts'
import { checkRwRegister } from '../../../src/checkers/transactions/rw-register/check.ts'
import type { Operation } from '../../../src/history/operation.ts'
import { howMany } from '../helpers/how-many.ts'
import { Dice, mutated, rightHistory, smallShape } from './helpers/generate.ts'
import { hasOrder, isExplainedBy, type Keeps } from './helpers/oracle.ts'

const LEVELS: readonly (readonly [string, Keeps])[] = [
  ['serializable', 'nothing'],
  ['strong-session-serializable', 'process'],
  ['strict-serializable', 'realtime'],
]

function* histories(lists: boolean, count: number): Generator<Operation[]> {
  for (let seed = 0; seed < count; seed += 1) {
    const dice = new Dice(seed, 'transactions')
    const history = rightHistory(dice, smallShape(dice, lists))
    yield dice.chance(85) ? mutated(dice, history) : history
  }
}

describe('small random histories, against all orders', () => {
  it('list-append rules out what no order explains, and nothing else', () => {
    for (const history of histories(true, howMany(4000))) {
      const { not, alsoNot, witness } = checkListAppend(history, { witness: true })
      const out = [...not, ...alsoNot]
      const verdict = LEVELS.map(([level]) => !out.includes(level))
      const wanted = LEVELS.map(([, keeps]) => hasOrder(history, keeps))
      if (verdict.join() !== wanted.join()) expect({ history, verdict }).toEqual({ history, verdict: wanted })
      if (witness && !isExplainedBy(history, witness, 'realtime'))
        expect({ history, witness }).toBe('an order')
    }
  })

  it('rw-register rules nothing out that an order explains, and misses few', () => {
    let wrong = 0
    let missed = 0
    for (const history of histories(false, howMany(3000))) {
      const { not, alsoNot, witness } = checkRwRegister(history, { witness: true })
      const out = [...not, ...alsoNot]
      for (const [level, keeps] of LEVELS) {
        const isRight = hasOrder(history, keeps)
        if (out.includes(level) && isRight) expect({ level, history }).toBe('without order')
        else if (!out.includes(level) && !isRight) missed += 1
        if (!isRight) wrong += 1
      }
      if (witness && !isExplainedBy(history, witness, 'realtime'))
        expect({ history, witness }).toBe('an order')
    }
    expect(missed / wrong).toBeLessThan(0.03)
  })
})
