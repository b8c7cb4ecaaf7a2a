import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '../../src/grading/fault.ts'
import type { Runner } from '../../src/grading/runner.ts'
import type { Observation, Operation } from '../../src/grading/sequence.ts'
import { contract, FIXTURES, fileWith, leftBehind } from './helpers.ts'
import { hasJava, javaRunner } from './java-runner.ts'

const file = path.join(FIXTURES, 'java', 'Hostile.java')
const source = readFileSync(file, 'utf8').split('\n')
const call: Operation = { op: 'call', on: 0, outcome: 'ok', durationMs: 0 }
const begin = (id: number): Operation => ({ op: 'begin', on: 0, id })
const end = (id: number): Operation => ({ op: 'end', id, outcome: 'ok' })
const state: Operation = { op: 'state', on: 0 }

describe.skipIf(!hasJava)('a Java program that misbehaves (skipped: no javac)', { timeout: 30_000 }, () => {
  let runner: Runner

  beforeAll(async () => {
    const found = await javaRunner(file, contract)
    if (isFault(found)) throw new Error(found.message)
    runner = found
  }, 60_000)

  async function seen(what: number, ops: readonly Operation[]): Promise<readonly Observation[]> {
    const found = await runner.run([sequence(what, ops)])
    if (isFault(found)) throw new Error(found.message)
    return found[0] ?? []
  }

  it.each([
    [1, 'loops', 'stuck', '', 0, 'while (true) if'],
    [2, 'waits for nobody', 'stuck', '', 0, 'new CountDownLatch'],
    [4, 'exits', 'exited', 'exit status 3', 0, undefined],
    [5, 'halts', 'exited', 'exit status 9', 0, undefined],
    [6, 'recurses without end', 'raised', 'StackOverflowError', 0, 'return perform(fn)'],
    [7, 'keeps all memory', 'raised', 'OutOfMemoryError: Java heap space', 0, 'for (;;) kept'],
    [8, 'throws an error', 'raised', 'AssertionError: 7', 0, 'throw new AssertionError'],
    [9, 'throws an exception', 'raised', 'IllegalStateException: wrapped', 0, '"wrapped"'],
    [10, 'returns another value', 'returned', '{a=1}', 1, undefined],
    [11, 'returns an object without words', 'returned', 'java.lang.Object', 0, undefined],
    [
      12,
      'answers with a future',
      'returned',
      'java.util.concurrent.CompletableFuture[Completed normally]',
      1,
      undefined,
    ],
    [13, 'closes its output', 'returned', 'null', 0, undefined],
    [
      16,
      'casts',
      'raised',
      'ClassCastException: class java.lang.String cannot be cast to class CircuitBreaker',
      0,
      '(Object) "text"',
    ],
    [
      21,
      'cannot be shown',
      'returned',
      'a CircuitBreaker$1 whose toString() threw IllegalStateException',
      0,
      undefined,
    ],
    [
      22,
      'fails to make its own error',
      'raised',
      'NullPointerException: Cannot invoke "Object.hashCode()" because "b" is null',
      0,
      'b.hashCode()',
    ],
    [50, 'cannot be made', 'raised', 'IllegalArgumentException: no breaker today', 0, 'no breaker today'],
    [51, 'is made for ever', 'stuck', '', 0, 'while (true) if'],
  ])('%i: %s', async (what, _title, ended, text, entered, line) => {
    const more = line === undefined ? {} : { line: lineOf(line) }
    expect(await seen(what, [call])).toMatchObject([{ ended, text, entered, ...more }])
  })

  it('is not blamed for threads, interrupts and hours of sleep', async () => {
    for (const what of [14, 15, 18, 19]) expect(await seen(what, [call, call])).toEqual(['value', 'value'])
    expect(await seen(17, [call])).toMatchObject([{ ended: 'returned', entered: 2, own: true }])
  })

  it.each([
    [3, 'a place that nobody gives back', [call, call], 1, 'place.acquire();'],
    [20, 'a monitor, in another call', [begin(1), begin(2)], 1, 'synchronized (this)'],
  ])('%i: waits for %s', async (what, _title, ops, at, line) => {
    const found = await seen(what, ops)
    expect(found[at]).toMatchObject({
      ended: 'stuck',
      line: lineOf(line),
      ...(what === 20 && { waiting: true }),
    })
  })

  it('calls that are in flight end with the sequence, and their threads are used again', async () => {
    const ops = [begin(1), begin(2), end(1), call, begin(3)]
    const sequences = Array.from({ length: 50 }, () => sequence(40, ops))
    const found = await runner.run(sequences)
    if (isFault(found)) throw new Error(found.message)
    expect(
      found.every((one) => JSON.stringify(one) === '["running","running","value","value","running"]'),
    ).toBe(true)
  })

  it.each<[number, Partial<Observation & object> | string]>([
    [31, { ended: 'stuck', line: lineOf('place.acquire(2)') }],
    [32, { ended: 'returned', text: 'Optional[1]' }],
    [33, '=half_open'],
    [34, { ended: 'returned', text: '"HALF_OPEN"' }],
  ])('%i: the state', async (what, expected) => {
    const [found] = await seen(what, [state])
    if (typeof expected === 'string') expect(found).toBe(expected)
    else expect(found).toMatchObject(expected)
  })

  it('what it printed stands beside the operation', async () => {
    const traced = await runner.trace(sequence(18, [call, state, call]))
    expect(traced).toMatchObject({ printed: ['hello\nthere', '', 'hello\nthere'] })
  })

  it('an error of its own class is made without its constructor, and counts as one of fn', async () => {
    expect(await seen(40, [{ ...call, outcome: 'error', raises: 'rejection' } as Operation])).toEqual([
      'error',
    ])
    expect(await seen(40, [{ ...call, outcome: 'error', raises: 'builtin' } as Operation])).toEqual(['error'])
  })

  it.each(['nothing', 'zero', 'false', 'empty', 'error'] as const)('%s may be a value', async (value) => {
    expect(await seen(40, [{ ...call, value } as Operation])).toEqual(['value'])
  })
})

/** Of the fixture, by what stands there. */
function lineOf(part: string): number {
  return source.findIndex((line) => line.includes(part)) + 1
}

function sequence(what: number, ops: readonly Operation[]) {
  return { startMs: 0, subjects: 1, options: { failure_threshold: what }, ops }
}

describe.skipIf(!hasJava)('a Java program that misbehaves while it is loaded', { timeout: 30_000 }, () => {
  it.each([
    ['loops', 'static { while (true) { if (System.nanoTime() < 0) break; } }', 'load-timeout', ''],
    ['exits', 'static { System.exit(0); }', 'ended-early', ''],
    [
      'writes without end',
      'static { while (true) System.out.println("x".repeat(9999)); }',
      'too-much-output',
      '',
    ],
    [
      'raises',
      'static int x = Integer.parseInt("seven");',
      'import-error',
      'CircuitBreaker.java:2: NumberFormatException',
    ],
    [
      'takes all memory',
      'static long[] x = new long[Integer.MAX_VALUE - 8];',
      'import-error',
      'CircuitBreaker.java:2: OutOfMemoryError',
    ],
  ])('%s', async (_what, code, fault, message) => {
    const text = `public class CircuitBreaker {\n${code.replace('while (true) S', 'while (Math.abs(1) > 0) S')}
  static class Options { public int failureThreshold, halfOpenMaxCalls, successThreshold; public long resetTimeoutMs;
    public java.util.function.LongSupplier clock; }
  static class CircuitOpenException extends RuntimeException {}
  CircuitBreaker(Options options) {}
  String state() { return null; }
  Object call(java.util.concurrent.Callable<?> fn) { return null; }
}`
    const place = await fileWith('CircuitBreaker.java', text)
    const runner = await javaRunner(place, contract, fault === 'load-timeout' ? 2000 : 20_000)
    if (isFault(runner)) throw new Error(runner.message)
    const found = await runner.load()
    expect(found).toMatchObject({ code: fault, message: expect.stringContaining(message) })
    expect(leftBehind(place)).toEqual([])
  })
})
