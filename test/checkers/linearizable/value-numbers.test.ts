import { describe, expect, it } from 'vitest'
import { linearizability } from '../../../src/checkers/linearizable/check.ts'
import type { SequentialModel } from '../../../src/checkers/linearizable/model.ts'
import { engineOf, SEQUENTIAL } from '../../../src/checkers/linearizable/models.ts'
import { ValueNumbers } from '../../../src/checkers/linearizable/value-numbers.ts'
import type { Operation, Value } from '../../../src/history/operation.ts'

const VALUES: readonly Value[] = [
  null,
  'a',
  true,
  3,
  1.5,
  -1,
  [1, 2],
  Number.NaN,
  '3',
  12n,
  2 ** 40,
  5,
  [1],
  2n ** 70n,
]

describe('numbers of values', () => {
  it.each([0, 1, 5, 9])('are one for equal values and another for others, from value %i on', (first) => {
    const numbers = new ValueNumbers()
    const order = [...VALUES.slice(first), ...VALUES.slice(0, first)]
    expect(order.map((value) => numbers.of(value))).toEqual(order.map((_, at) => at))
    expect(order.map((value) => numbers.of(value))).toEqual(order.map((_, at) => at))
    const equal: [Value, Value][] = [
      [3n, 3],
      [12, 12n],
      [
        [1, 2n],
        [1, 2],
      ],
      [2 ** 40, BigInt(2 ** 40)],
      [5n, 5],
    ]
    for (const [one, other] of equal) expect(numbers.of(one)).toBe(numbers.of(other))
    expect(numbers.size).toBe(VALUES.length)
    expect(numbers.of(0)).toBe(numbers.of(-0))
    expect(numbers.size).toBe(VALUES.length + 1)
  })
})

describe('a long history', () => {
  const operations = Array.from({ length: 20_000 }, (_, at): Operation => {
    const output = at % 2 === 0 ? null : at >> 1
    const f = at % 2 === 0 ? 'write' : 'read'
    return {
      process: at % 5,
      f,
      input: f === 'write' ? at >> 1 : null,
      output,
      outcome: 'ok',
      call: 2 * at,
      return: 2 * at + 1,
    }
  })

  it('of a register is gone through once', () => {
    const model = SEQUENTIAL.get('register') as SequentialModel
    const engine = engineOf('register')
    let looks = 0
    const check = linearizability(model, (...asked) => {
      looks += 1
      return engine(...asked)
    })
    expect(check(operations).valid).toBe(true)
    expect(looks).toBe(1)
  })
})
