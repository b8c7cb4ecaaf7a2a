import path from 'node:path'
import { describe } from 'vitest'
import type { LanguageId } from '../../src/corpus/exercise-schema.ts'
import { type Fault, isFault } from '../../src/grading/fault.ts'
import type { Runner } from '../../src/grading/runner.ts'
import type { Sequence } from '../../src/grading/sequence.ts'
import { flightContract } from './flight-contract.ts'
import { flightTests } from './flight-tests.ts'
import { FIXTURES } from './helpers.ts'
import { languageRunner } from './language-runner.ts'

async function runnerOf(
  id: LanguageId,
  name: string,
  events: (sequence: Sequence) => readonly number[],
): Promise<Runner | Fault> {
  const file = path.join(FIXTURES, 'crowd', name)
  const runner = await languageRunner(id, file, flightContract(id, name), { timeoutMs: 10_000, events })
  return isFault(runner) ? runner : ((await runner.load()) ?? runner)
}

describe('calls in flight in Python', () => {
  flightTests((events) => runnerOf('python', 'crowd.py', events), {
    error: ['ValueError: no', 114],
    callback: ['ValueError: called back', 130],
    loop: 116,
  })
})

describe('calls in flight in JavaScript', () => {
  flightTests((events) => runnerOf('javascript', 'crowd.mjs', events), {
    error: ['RangeError: no', 91],
    callback: ['RangeError: called back', 106],
  })
})

/** The same contract met by other means of the language. */
describe('calls in flight in Python, by events', () => {
  flightTests((events) => runnerOf('python', 'by_events.py', events), {
    error: ['ValueError: no', 137],
    callback: ["KeyError: 'called back'", 142],
  })
})

describe('calls in flight in JavaScript, by turns', () => {
  flightTests((events) => runnerOf('javascript', 'by-turns.mjs', events), {
    error: ['Error: no', 83],
    callback: ['Error: called back', 86],
  })
})
