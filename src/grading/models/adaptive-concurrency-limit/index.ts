import { valueModel } from '../value-model.ts'
import { Limiter } from './limiter.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { limiterSequences, limiterWorkload } from './sequences.ts'

export const adaptiveConcurrencyLimitModel = valueModel({
  id: 'adaptive-concurrency-limit',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: limiterSequences,
  workload: limiterWorkload,
  start: (world) => new Limiter(world),
})
