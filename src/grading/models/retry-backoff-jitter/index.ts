import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { Retrier } from './retrier.ts'
import { SCENARIOS } from './scenarios.ts'
import { retrierSequences } from './sequences.ts'

export const retryBackoffJitterModel = valueModel({
  id: 'retry-backoff-jitter',
  roles: {
    result: 'the-last-error-comes-out',
    clock: 'uses-what-it-is-given',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: retrierSequences,
  start: (world) => new Retrier(world),
})
