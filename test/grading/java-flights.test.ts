import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isFault } from '../../src/grading/fault.ts'
import { flightContract, start } from './flight-contract.ts'
import { flightTests } from './flight-tests.ts'
import { FIXTURES } from './helpers.ts'
import { hasJava, javaRunner } from './java-runner.ts'

const file = path.join(FIXTURES, 'java', 'Crowd.java')

describe.skipIf(!hasJava)('calls in flight in Java (skipped: no javac)', () => {
  flightTests((events) => javaRunner(file, flightContract('java', 'Crowd.java'), 20_000, events), {
    error: ['IllegalStateException: no', 181],
    callback: ['IllegalStateException: called back', 187],
    loop: 183,
  })

  it.skipIf(!existsSync('/proc/self/fd'))('leave no file open for threads that have ended', async () => {
    const made = await javaRunner(file, flightContract('java', 'Crowd.java'), 20_000, () => [1, 1])
    if (isFault(made)) throw new Error(made.message)
    const ops = [start(1, 'odd', 'thread'), start(2, 'odd', 'files')]
    const one = { startMs: 0, subjects: 1, options: {}, ops }
    const found = await made.run(Array.from({ length: 200 }, () => one))
    await made.stop()
    if (isFault(found)) throw new Error(found.message)
    const open = found.map((seen) => Number(/^2=(\d+)$/.exec(String(seen?.[1]))?.[1]))
    expect(open.at(-1)).toBeLessThan((open[0] ?? 0) + 20)
  })
})
