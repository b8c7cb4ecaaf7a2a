import { describe, expect, it } from 'vitest'
import { isTooShort, seesJitter, standStill } from '../../../src/grading/project/tool/pause-judging.ts'
import { traceIn } from '../../../src/grading/project/tool/traces.ts'

const even = (from: number, to: number) =>
  Array.from({ length: 16 }, (_, at) => from + ((to - from) * at) / 15)

/** How long one program took to its first request when little else was under way, and on a machine with 20 others. */
const CALM = [98, 99, 99, 100, 101, 101, 102, 103, 103, 104, 104, 106, 107, 108, 112, 140]
const BUSY = [412, 424, 438, 492, 511, 519, 554, 595, 695, 700, 719, 742, 772, 774, 845, 1082]
/** Pauses of 200 ms, and none at all, as they were seen then. */
const FIXED = [208, 210, 228, 231, 231, 239, 246, 250, 256, 256, 263, 264, 279, 308, 312, 381]
const NONE = [37, 40, 41, 46, 48, 58, 62, 67, 68, 71, 72, 79, 83, 92, 110, 150]

describe('pauses', () => {
  it('of one length are in step, though a few are late', () => {
    expect(standStill([200, 201, 201, 201, 202, 202, 202, 203, 203, 203, 204, 204, 204, 290, 310, 400])).toBe(
      true,
    )
  })

  it.each([
    ['full', even(0, 400)],
    ['equal', even(200, 400)],
    ['of a tenth up and down', even(180, 220)],
  ])('with jitter (%s) are not, and it is seen on a calm machine', (_, pauses) => {
    expect([isTooShort(pauses), standStill(pauses), seesJitter(pauses, CALM)]).toEqual([false, false, true])
  })

  it('of one length are not taken for jitter on a busy machine', () => {
    expect([standStill(FIXED), seesJitter(FIXED, BUSY)]).toEqual([false, false])
  })

  it('that are none are too short, and on a busy machine are not taken for jitter', () => {
    expect(isTooShort(even(1, 8))).toBe(true)
    expect(seesJitter(NONE, BUSY)).toBe(false)
  })

  it('of full jitter that begins small are not too short', () => {
    expect(isTooShort(even(0, 50))).toBe(false)
  })
})

describe('a stack trace', () => {
  it.each([
    ['Node.js', 'TypeError: fetch failed\n    at node:internal/deps/undici/undici:1:2'],
    ['Node.js', 'x\n    at main (file:///a/tool.mjs:10:15)'],
    ['Node.js in colours', 'x\n\u001b[90m    at node:internal/deps/undici/undici:1:2\u001b[39m'],
    ['Python', 'Traceback (most recent call last):\n  File "a.py", line 1'],
    ['a broken pipe of Python', "Exception ignored in: <_io.TextIOWrapper name='<stdout>'>"],
    ['Go', 'panic: x\n\ngoroutine 1 [running]:'],
    ['Java', 'Exception in thread "main" x\n\tat com.shop.Main.main(Main.java:5)'],
    ['Rust', "thread 'main' panicked at src/main.rs:2:5:"],
    ['Ruby', "tool.rb:3:in `main': x (RuntimeError)"],
  ])('of %s is known', (_, text) => expect(traceIn(text)).toBeDefined())

  it.each([
    'orders: cannot be reached. Nobody knows whether it happened.',
    'at 10:15:30 the service said no',
    '{"level":50,"time":1,"err":{"stack":"Error: x\\n    at main (a.js:1:2)"},"msg":"x"}',
    'tool: error: connect to 127.0.0.1:4001',
  ])('is not %s', (text) => expect(traceIn(text)).toBeUndefined())
})
