import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstMismatch } from '../../src/grading/evidence.ts'
import { circuitBreakerModel as model } from '../../src/grading/models/circuit-breaker/index.ts'
import type { Observation, Sequence } from '../../src/grading/sequence.ts'
import { SLIPS } from '../../src/grading/slips.ts'
import { contract, mutants } from './helpers.ts'

const properties = contract.properties.map(({ id }) => id)
const none = new Set<string>()

/** A program with these faults, as it answers: where two answers are right, the first. */
function answers(sequence: Sequence, wrong: ReadonlySet<string>): Observation[] {
  return model.predict(sequence, contract, wrong, []).map(({ accept }) => accept[0] ?? null)
}

function isCaughtBy(sequence: Sequence, id: string): boolean {
  return (
    firstMismatch(answers(sequence, new Set([id])), model.predict(sequence, contract, none, [])) !== undefined
  )
}

describe('the circuit breaker model', () => {
  it('has a scenario and a misconception for every property, and no other', () => {
    const shown = new Set(model.scenarios.map(({ property }) => property))
    const broken = new Set(model.misconceptions.map(({ property }) => property))
    expect([...shown].sort()).toEqual([...properties].sort())
    expect([...broken].sort()).toEqual([...properties].sort())
  })

  it.each(model.misconceptions.map(({ id, property }) => [id, property] as const))(
    'shows %s by a scenario of %s',
    (id, property) => {
      const own = model.scenarios.filter((scenario) => scenario.property === property)
      expect(own.some(({ sequence }) => isCaughtBy(sequence, id))).toBe(true)
    },
  )

  it('tells every two misconceptions apart by some sequence, or lists them as alike', () => {
    const sequences = [
      ...model.scenarios.map(({ sequence }) => sequence),
      ...fc.sample(model.arbitrary(fc), { seed: 1, numRuns: 300 }),
    ]
    const print = ({ id }: { id: string }) =>
      JSON.stringify(sequences.map((one) => answers(one, new Set([id]))))
    const prints = model.misconceptions.map(print)
    const alike = model.misconceptions.filter((_, index) => prints.indexOf(prints[index] ?? '') !== index)
    expect(alike.map(({ id }) => id)).toEqual([])
  })

  it('gives one answer for each operation', () => {
    fc.assert(
      fc.property(model.arbitrary(fc), (sequence) => {
        expect(model.predict(sequence, contract, none, [])).toHaveLength(sequence.ops.length)
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  it('can shrink every random sequence without knowing how it was made', () => {
    const arbitrary = model.arbitrary(fc)
    for (const sequence of fc.sample(arbitrary, { seed: 5, numRuns: 50 })) {
      expect(arbitrary.canShrinkWithoutContext(sequence)).toBe(true)
    }
  })

  it('knows the misconception that each mutant names, and its property', () => {
    for (const mutant of mutants) {
      const known = model.misconceptions.find(({ id }) => id === mutant.misconception)
      const slip = SLIPS.find(({ id }) => id === mutant.misconception)
      const property = slip?.role === undefined ? known?.property : model.roles[slip.role]
      if (slip === undefined || slip.role !== undefined) expect(property, mutant.id).toBe(mutant.breaks)
    }
  })

  it('reaches every state with random sequences alone', () => {
    const sequences = fc.sample(model.arbitrary(fc), { seed: 1, numRuns: contract.defaults.sequences })
    const seen = new Set(sequences.flatMap((one) => answers(one, none)))
    for (const answer of ['value', 'error', 'rejected', 'running', '=closed', '=open', '=half_open']) {
      expect(seen).toContain(answer)
    }
  })
})
