import path from 'node:path'
import { describe } from 'vitest'
import { flightContract } from './flight-contract.ts'
import { flightTests } from './flight-tests.ts'
import { goRunner, hasGo } from './go-runner.ts'
import { FIXTURES } from './helpers.ts'

const file = path.join(FIXTURES, 'go', 'crowd', 'crowd.go')

describe.skipIf(!hasGo)('calls in flight in Go (skipped: no go)', () => {
  flightTests((events) => goRunner(file, flightContract('go', 'crowd.go'), events), {
    error: ['panic: no', 190],
    callback: ['panic: called back', 195],
    loop: 192,
  })
})
