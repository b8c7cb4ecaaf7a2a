import type { ExerciseContract } from '../../../corpus/exercise-schema.ts'
import type { Expectation, Model } from '../../model.ts'
import type { Sequence } from '../../sequence.ts'
import { breakerSequences } from './arbitrary.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { Simulation } from './simulation.ts'

export const circuitBreakerModel: Model = {
  id: 'circuit-breaker',
  subject: 'breaker',
  roles: {
    result: 'passes-results-through',
    overlap: 'calls-run-side-by-side',
    attribute: 'state-is-true',
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: breakerSequences,
  predict,
}

const NOTHING_WRONG: ReadonlySet<string> = new Set()

function predict(sequence: Sequence, contract: ExerciseContract, wrong = NOTHING_WRONG): Expectation[] {
  const defaults = Object.fromEntries(contract.options.map((option) => [option.name, option.default]))
  return new Simulation(sequence, defaults, wrong).run()
}
