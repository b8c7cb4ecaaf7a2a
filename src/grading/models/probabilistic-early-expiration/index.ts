import { valueModel } from '../value-model.ts'
import { EarlyCache } from './cache.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { cacheSequences } from './sequences.ts'

export const probabilisticEarlyExpirationModel = valueModel({
  id: 'probabilistic-early-expiration',
  roles: {
    result: 'a-failed-load-comes-out',
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: cacheSequences,
  start: (world) => new EarlyCache(world),
})
