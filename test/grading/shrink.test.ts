import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, type Run } from '../../src/grading/evidence.ts'
import { circuitBreakerModel as model } from '../../src/grading/models/circuit-breaker/index.ts'
import type { Sequence } from '../../src/grading/sequence.ts'
import { shrink } from '../../src/grading/shrink.ts'
import { contract } from './helpers.ts'

const arbitrary = model.arbitrary(fc)

/** A program with this misconception, played by the model itself. */
function runOf(sequence: Sequence, id: string): Run {
  const answers = model.predict(sequence, contract, new Set([id]), []).map(({ accept }) => accept[0] ?? null)
  return judge(sequence, answers, model, contract)
}

/** The first random sequence that shows it only after many operations. */
function longRun(id: string): Run {
  for (const sequence of fc.sample(arbitrary, { seed: 11, numRuns: 3000 })) {
    const run = runOf(sequence, id)
    if (run.divergence !== undefined && run.divergence >= 12) return run
  }
  throw new Error(`no long sequence shows ${id}`)
}

const shrunk = (id: string, isOver = () => false) =>
  shrink(longRun(id), {
    arbitrary,
    isOver,
    run: async (sequences) => sequences.map((sequence) => runOf(sequence, id)),
    shows: (run) => run.divergence !== undefined,
  })

describe('shrinking', () => {
  it.each([
    ['opens-one-late', 2],
    ['boundary-exclusive', 3],
    ['no-trial-limit', 4],
    ['success-keeps-count', 4],
    ['failed-trial-keeps-timer', 4],
    ['slot-leaks-on-error', 5],
    ['failures-kept-after-closing', 6],
    ['late-results-count', 6],
    ['successes-kept-after-reopening', 9],
  ])('cuts a long sequence that shows %s to %i operations', async (id, operations) => {
    const { sequence, divergence } = await shrunk(id)
    expect(sequence.ops.length).toBeLessThanOrEqual(operations)
    expect(divergence).toBe(sequence.ops.length - 1)
  })

  it('comes to the same end each time', async () => {
    expect(await shrunk('late-results-count')).toEqual(await shrunk('late-results-count'))
  })

  it('keeps what it has when there is no time', async () => {
    const { sequence, divergence } = await shrunk('late-results-count', () => true)
    expect(sequence.ops.length).toBeGreaterThanOrEqual(12)
    expect(divergence).toBe(sequence.ops.length - 1)
  })
})
