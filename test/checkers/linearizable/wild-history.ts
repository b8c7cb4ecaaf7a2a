import type { Entry } from '../../../src/checkers/linearizable/entries.ts'
import type { Step } from '../../../src/checkers/linearizable/model.ts'
import type { Operation, Value } from '../../../src/history/operation.ts'
import type { Dice } from './random-history.ts'

const oneOf = <T>(list: readonly T[], dice: Dice): T => list[dice.roll(list.length)] as T

/** What may be asked and answered of small objects; no object has to be behind it. */
export const WILD_STEPS: Readonly<Record<string, (dice: Dice, at: number) => Step>> = {
  queue: (dice, at) =>
    dice.chance(45)
      ? { f: 'enqueue', input: at, output: at }
      : { f: 'dequeue', input: null, output: dice.chance(35) ? null : dice.roll(6) },
  set(dice) {
    const f = oneOf(['add', 'remove', 'contains'], dice)
    const input = dice.roll(2)
    const told: Value = f === 'contains' ? dice.chance(50) : dice.chance(20) ? false : input
    return { f, input, output: told }
  },
  counter: (dice) =>
    dice.chance(55)
      ? { f: 'increment', input: null, output: null }
      : { f: 'read', input: null, output: dice.roll(4) },
  'cas-register'(dice) {
    const f = oneOf(['read', 'write', 'cas'], dice)
    const value = dice.roll(3)
    if (f !== 'cas') return { f, input: f === 'read' ? null : value, output: dice.chance(15) ? null : value }
    const input = [dice.roll(3), dice.roll(3)]
    return { f, input, output: dice.chance(40) ? false : input }
  },
  kv(dice) {
    const f = oneOf(['get', 'put', 'append'], dice)
    const text = oneOf(['', 'a', 'b', 'ab', 'ba', 'aab'], dice)
    return { f, input: f === 'get' ? null : text, output: text }
  },
}

/** Operations that overlap in any way, with answers of chance: histories that runs of an object show seldom. */
export function wildHistory(
  step: (dice: Dice, at: number) => Step,
  operations: number,
  lost: number,
  dice: Dice,
): Entry[] {
  const moments = Array.from({ length: 2 * operations }, (_, at) => at >> 1)
  for (let at = moments.length - 1; at > 0; at -= 1) {
    const other = dice.roll(at + 1)
    const here = moments[at] as number
    moments[at] = moments[other] as number
    moments[other] = here
  }
  const entries = Array.from({ length: operations }, (_, at): Omit<Entry, 'at'> => {
    const isLost = dice.chance(lost)
    const { f, input, output } = step(dice, at)
    const call = moments.indexOf(at)
    const end = isLost ? Number.POSITIVE_INFINITY : moments.lastIndexOf(at)
    const operation: Operation = {
      process: at,
      f,
      input,
      output: isLost ? input : (output ?? null),
      outcome: isLost ? 'info' : 'ok',
      call,
      return: end,
    }
    return { step: { f, input, output: isLost ? undefined : output }, operation, call, return: end }
  })
  return entries.sort((a, b) => a.call - b.call).map((one, at) => ({ ...one, at }))
}
