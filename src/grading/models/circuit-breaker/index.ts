import type { ExerciseContract } from '../../../corpus/exercise-schema.ts'
import type { Expectation, Model } from '../../model.ts'
import type { Sequence } from '../../sequence.ts'
import { defaultsOf, numbersOf } from '../options.ts'
import { breakerSequences } from './arbitrary.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { Simulation } from './simulation.ts'

export const circuitBreakerModel: Model = {
  id: 'circuit-breaker',
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

function predict(sequence: Sequence, contract: ExerciseContract, wrong: ReadonlySet<string>): Expectation[] {
  return new Simulation(sequence, numbersOf(defaultsOf(contract)), wrong).run()
}
