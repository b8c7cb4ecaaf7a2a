import path from 'node:path'
import { describe } from 'vitest'
import { flightContract } from './flight-contract.ts'
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
})
