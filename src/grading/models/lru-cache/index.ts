import { valueModel } from '../value-model.ts'
import { Cache } from './cache.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { cacheSequences } from './sequences.ts'
import { cacheWorkload } from './workload.ts'

export const lruCacheModel = valueModel({
  id: 'lru-cache',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: cacheSequences,
  workload: cacheWorkload,
  start: (world) => new Cache(world),
})
