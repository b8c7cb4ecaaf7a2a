import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepCases, keptCasesFile, readKeptCases } from '../../src/grading/kept-cases.ts'
import type { Sequence } from '../../src/grading/sequence.ts'
import { FLIGHT_CASES, flightContract } from './flight-contract.ts'
import { contract, emptyFolder, fileWith, grade, mutantFile, mutants, solutionFile } from './helpers.ts'

const late = mutants.find(({ id }) => id === 'threshold-off-by-one')
if (late === undefined) throw new Error('that mutant is needed here')

function sequence(startMs: number): Sequence {
  return { startMs, subjects: 1, options: {}, ops: [{ op: 'advance', ms: 1 }] }
}

describe('cases that failed', () => {
  it('are kept beside the program, tried first next time, and said to hold once they do', async () => {
    const file = await mutantFile(late, 'python')
    const failed = await grade(file, { keep: true })
    expect(failed).toMatchObject({ verdict: 'fail', kept: { tried: 0, added: 1 } })
    const kept = keptCasesFile(file, 'circuit-breaker')
    expect(path.relative(path.dirname(file), kept)).toBe(
      '.compendium/circuit_breaker.py.circuit-breaker.json',
    )
    expect((await readKeptCases(kept, 'circuit-breaker', contract))[0]?.property).toBe(
      'opens-after-threshold',
    )
    const again = await grade(file, { keep: true })
    expect(again).toMatchObject({ verdict: 'fail', kept: { tried: 1 } })
    await writeFile(file, await readFile(solutionFile('python')))
    const mended = await grade(file, { keep: true })
    expect(mended).toMatchObject({ verdict: 'pass', kept: { tried: 1 } })
    expect(mended.sequences).toBe(failed.sequences)
  })

  it('that cannot be kept are no reason to give no verdict, and it is said', async () => {
    const file = await mutantFile(late, 'python')
    await writeFile(path.join(path.dirname(file), '.compendium'), '')
    expect(await grade(file, { keep: true })).toMatchObject({
      verdict: 'fail',
      kept: { added: 0, problem: 'part of the path is a file' },
    })
  })

  it('fail a program that no random sequence and no scenario would', async () => {
    // It opens one failure late, but only after some hundred calls of other breakers' making.
    const solution = await readFile(solutionFile('python'), 'utf8')
    const rare = solution.replace(
      'self._failures >= self._failure_threshold',
      'self._failures >= self._failure_threshold + (self._failure_threshold == 7)',
    )
    const file = await fileWith('circuit_breaker.py', rare)
    expect(await grade(file, { keep: true })).toMatchObject({ verdict: 'pass' })
    const ops = Array.from(
      { length: 8 },
      () => ({ op: 'call', on: 0, outcome: 'error', durationMs: 0 }) as const,
    )
    const case7: Sequence = { startMs: 5000, subjects: 1, options: { failure_threshold: 7 }, ops }
    await keepCases(
      keptCasesFile(file, 'circuit-breaker'),
      'circuit-breaker',
      [],
      [{ property: 'opens-after-threshold', sequence: case7 }],
    )
    expect(await grade(file, { keep: true })).toMatchObject({ verdict: 'fail' })
  })

  it('keep calls in flight and scripted functions as they are', async () => {
    const file = path.join(await emptyFolder(), 'x.json')
    const crowd = flightContract('python', 'crowd.py')
    const cases = Object.values(FLIGHT_CASES).map(({ steps, more }) => ({
      property: 'p',
      sequence: { startMs: 5, subjects: 1, options: {}, ops: steps.map(([op]) => op), ...more },
    }))
    await keepCases(file, 'crowd', [], cases)
    expect(await readKeptCases(file, 'crowd', crowd)).toEqual(cases)
  })

  it('are at most twenty, each once, the newest first', async () => {
    const file = path.join(await emptyFolder(), 'x.json')
    const cases = Array.from({ length: 25 }, (_, index) => ({ property: 'p', sequence: sequence(index) }))
    await keepCases(file, 'circuit-breaker', cases, [{ property: 'p', sequence: sequence(3) }])
    const found = await readKeptCases(file, 'circuit-breaker', contract)
    expect(found.map((one) => one.sequence.startMs)).toEqual([
      3,
      0,
      1,
      2,
      ...Array.from({ length: 16 }, (_, i) => i + 4),
    ])
  })

  it.each([
    ['nothing', undefined],
    ['text', 'not JSON'],
    ['another version', '{"schemaVersion":2,"pattern":"circuit-breaker","cases":[]}'],
    [
      'an operation that nobody knows',
      JSON.stringify({
        schemaVersion: 1,
        pattern: 'circuit-breaker',
        cases: [{ property: 'p', sequence: { ...sequence(0), ops: [{ op: 'explode' }] } }],
      }),
    ],
    [
      'an option that is gone',
      JSON.stringify({
        schemaVersion: 1,
        pattern: 'circuit-breaker',
        cases: [{ property: 'p', sequence: { ...sequence(0), options: { gone: 1 } } }],
      }),
    ],
  ])('never stand in the way: %s', async (_what, text) => {
    const file = path.join(await emptyFolder(), 'x.json')
    if (text !== undefined) await writeFile(file, text)
    expect(await readKeptCases(file, 'circuit-breaker', contract)).toEqual([])
  })
})
