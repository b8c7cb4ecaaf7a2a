import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { failing, fileName, fileWith, grade, solutionFile } from './helpers.ts'

/** The Python solution with some of its text replaced. */
async function changed(...edits: readonly (readonly [string, string])[]): Promise<string> {
  let text = await readFile(solutionFile('python'), 'utf8')
  for (const [find, replace] of edits) {
    if (!text.includes(find)) throw new Error(`"${find}" is not there`)
    text = text.replace(find, () => replace)
  }
  return fileWith(fileName('python'), text)
}

describe('the diagnosis', { timeout: 60_000 }, () => {
  it('finds two faults that come together, each with a sequence of its own', async () => {
    const result = await grade(
      await changed(
        ['self._failures >= self._failure_threshold', 'self._failures > self._failure_threshold'],
        ['< self._reset_timeout_ms', '<= self._reset_timeout_ms'],
      ),
    )
    expect(result.diagnosis?.ids).toEqual(['opens-one-late', 'boundary-exclusive'])
    expect(failing(result)).toEqual(['opens-after-threshold', 'trial-at-reset-timeout'])
    expect(result.diagnosis?.message).toMatch(
      /^The breaker opens one failure too late.*; and it waits longer/,
    )
  })

  it('is missing when no known misconception explains the program; the rule that decides is named', async () => {
    const result = await grade(
      await changed([
        'self._clock() - self._changed_at < self._reset_timeout_ms',
        'self._clock() - self._changed_at < self._reset_timeout_ms / 3',
      ]),
    )
    expect(result.diagnosis).toBeUndefined()
    expect(failing(result)).toEqual(['open-fails-fast'])
  })

  it('names a wrapped error and another fault beside it, and judges all the rest', async () => {
    const result = await grade(
      await changed(
        ['            raise\n', '            raise RuntimeError("wrapped")\n'],
        ['self._failures >= self._failure_threshold', 'self._failures > self._failure_threshold'],
      ),
    )
    expect(result.diagnosis?.ids).toEqual(['wraps-the-error', 'opens-one-late'])
    expect(failing(result)).toEqual(['passes-results-through', 'opens-after-threshold'])
    expect(result.checks.filter((check) => check.verdict === 'inconclusive')).toEqual([])
  })

  it('of a lock held while fn runs names only that, within seconds', async () => {
    const start = performance.now()
    const result = await grade(
      await changed([
        '            value = fn()',
        '            with self._lock:\n                value = fn()',
      ]),
    )
    expect(result.diagnosis?.ids).toEqual(['waits-for-others'])
    expect(failing(result)).toEqual(['calls-run-side-by-side'])
    const open = result.checks.filter((check) => check.verdict === 'inconclusive')
    expect(open.map(({ id }) => id)).toEqual(['late-results-ignored'])
    expect(performance.now() - start).toBeLessThan(6000)
  })

  it('is missing for state that is shared in another way: what needs both breakers is known all the same', async () => {
    const result = await grade(
      await changed(
        ['self._generation = 0', 'CircuitBreaker._generation = 0'],
        ['self._generation += 1', 'CircuitBreaker._generation += 1'],
        ['return self._generation', 'return CircuitBreaker._generation'],
        ['generation != self._generation', 'generation != CircuitBreaker._generation'],
        ['generation != self._generation', 'generation != CircuitBreaker._generation'],
      ),
    )
    expect(result.diagnosis).toBeUndefined()
    expect(failing(result)).toEqual(['instances-share-nothing'])
  })

  it.each([
    ['swallows the error', ['            raise\n', '            return None\n'], 'it gave None, fn ran'],
    [
      'wraps the error',
      ['            raise\n', '            raise RuntimeError("wrapped")\n'],
      'it raised RuntimeError: wrapped (line 45), fn ran',
    ],
    [
      'calls fn twice',
      ['            value = fn()', '            fn()\n            value = fn()'],
      'fn ran 2 times',
    ],
  ] as const)('of a program that %s is its own sentence', async (_title, edit, message) => {
    const result = await grade(await changed(edit))
    expect(failing(result)).toContain('passes-results-through')
    expect(result.checks.find((check) => check.id === 'passes-results-through')?.message).toContain(message)
  })

  it.each([
    ['"half-open"', ['self._enter("half_open")', 'self._enter("half-open")'], "it gave 'half-open'"],
    [
      'an enumeration',
      [
        '        return self._state\n',
        '        import enum\n        return enum.Enum("State", ["closed", "open", "half_open"])[self._state]\n',
      ],
      'it gave <State.closed: 1>',
    ],
  ] as const)('of a state that is %s says what came instead of the string', async (_title, edit, message) => {
    const result = await grade(await changed(edit))
    expect(failing(result)).toContain('state-is-true')
    expect(result.checks.find((check) => check.id === 'state-is-true')?.message).toContain(message)
  })
})

describe('a check that nothing put to the test', { timeout: 60_000 }, () => {
  it('is weak, and so is the verdict', async () => {
    let calls = 0
    // A clock that leaps: there is time to load and to run the first sequences, then none.
    const now = () => (calls++ < 2 ? 0 : 1e9)
    const result = await grade(solutionFile('python'), { now })
    expect(result.verdict).toBe('weak')
    expect(result.checks.find((check) => check.id === 'late-results-ignored')?.message).toMatch(
      /^Never put to the test: \d+ sequences were not run for lack of time\.$/,
    )
  })
})

describe('a program that does not do the same twice', { timeout: 60_000 }, () => {
  it('fails, and the report says that it is not deterministic or what went wrong', async () => {
    const result = await grade(
      await changed([
        '        with self._lock:\n            generation = self._admit()',
        '        import random\n        if random.random() < 0.02:\n            raise CircuitOpenError("chaos")\n        with self._lock:\n            generation = self._admit()',
      ]),
    )
    expect(result.verdict).toBe('fail')
    expect(result.diagnosis).toBeUndefined()
  })
})
