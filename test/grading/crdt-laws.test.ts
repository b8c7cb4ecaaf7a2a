import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadModel } from '../../src/grading/models/registry.ts'
import { callOn, keep, result, subject } from '../../src/grading/models/steps.ts'
import type { Operation, Sequence } from '../../src/grading/sequence.ts'
import { contractOf } from './contracts.ts'

/** How a replica takes in another, and which method shows all that a replica holds. */
const TYPES = [
  { slug: 'g-counter', reads: 'state', merge: bySending },
  { slug: 'pn-counter', reads: 'state', merge: bySending },
  {
    slug: 'or-set',
    reads: 'elements',
    merge: (on: number, from: number) => [callOn(on, 'merge', subject(from))],
  },
]

function bySending(on: number, from: number): Operation[] {
  return [keep(99, from, 'state'), callOn(on, 'merge', result(99))]
}

describe.each(TYPES)('merging in the model of $slug', async ({ slug, reads, merge }) => {
  const contract = contractOf(slug)
  const model = await loadModel(contract.model)
  const histories = fc.sample(model.arbitrary(fc), { seed: 7, numRuns: 100 })

  /** What these new replicas show when each has merged the three of the history in its own way. */
  function shown(
    history: Sequence,
    ways: readonly (readonly [number, number])[][],
    wrong: string[],
  ): unknown[] {
    const first = history.subjects
    const more = ways.map((_, index) => ({ replica: `new-${index}` }))
    const ops = [
      ...history.ops,
      ...ways
        .flat()
        .flatMap(([on, from]) => merge(on < 0 ? first - on - 1 : on, from < 0 ? first - from - 1 : from)),
      ...ways.map((_, index) => callOn(first + index, reads)),
    ]
    const each = [...(history.each ?? []), ...more]
    const sequence = { ...history, subjects: first + ways.length, each, ops }
    const predicted = model.predict(sequence, contract, new Set(wrong), [])
    return predicted.slice(-ways.length).map(({ accept }) => accept[0])
  }

  /** -1, -2 and -3 are the new replicas: in order; the other way round and again; by way of the others. */
  const WAYS: (readonly [number, number])[][] = [
    [
      [-1, 0],
      [-1, 1],
      [-1, 2],
    ],
    [
      [-2, 2],
      [-2, 1],
      [-2, 0],
      [-2, 1],
      [-2, -2],
    ],
    [
      [-3, -2],
      [-3, -1],
      [-3, 0],
    ],
  ]

  it('gives the same in any order, grouping and number of times', () => {
    for (const history of histories) expect(new Set(shown(history, WAYS, [])).size).toBe(1)
  })

  it('does not, where a whole state wins over another', () => {
    const wrong = model.misconceptions.find(({ property }) => property === 'order-does-not-matter')?.id ?? ''
    expect(histories.some((history) => new Set(shown(history, WAYS, [wrong])).size > 1)).toBe(true)
  })
})
