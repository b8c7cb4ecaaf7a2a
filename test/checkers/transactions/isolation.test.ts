import { describe, expect, it } from 'vitest'
import { checkListAppend } from '../../../src/checkers/transactions/list-append/check.ts'
import { checkRwRegister } from '../../../src/checkers/transactions/rw-register/check.ts'
import { Dice } from './helpers/generate.ts'
import { type Isolation, Store } from './helpers/stores.ts'

const PROMISES: readonly (readonly [Isolation, string])[] = [
  ['snapshot', 'strong-snapshot-isolation'],
  ['stale-snapshot', 'snapshot-isolation'],
  ['read-committed', 'strong-read-committed'],
  ['read-uncommitted', 'strong-read-uncommitted'],
]

const history = (isolation: Isolation, lists: boolean, seed: number) =>
  new Store(new Dice(seed, isolation), isolation, lists).run(25, 4, 3)

describe('stores that keep what they promise', () => {
  for (const [isolation, promise] of PROMISES) {
    it(`a ${isolation} store is never said to break ${promise}, and is seen to be no better`, () => {
      let better = 0
      for (let seed = 0; seed < 80; seed += 1) {
        for (const lists of [true, false]) {
          const operations = history(isolation, lists, seed)
          const result = (lists ? checkListAppend : checkRwRegister)(operations, { consistency: promise })
          expect(result.valid, `${seed} ${lists} ${result.reason}`).not.toBe(false)
          if (lists && result.not.length > 0) better += 1
        }
      }
      expect(better).toBeGreaterThan(10)
    })
  }

  it('a snapshot store that forgets conflicts is found out', () => {
    let lists = 0
    let registers = 0
    for (let seed = 0; seed < 60; seed += 1) {
      const consistency = 'snapshot-isolation'
      if (checkListAppend(history('forgetful-snapshot', true, seed), { consistency }).valid === false)
        lists += 1
      if (checkRwRegister(history('forgetful-snapshot', false, seed), { consistency }).valid === false)
        registers += 1
    }
    expect(lists).toBeGreaterThan(50)
    expect(registers).toBeGreaterThan(5)
  })
})
