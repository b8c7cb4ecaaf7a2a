import { valueModel } from '../value-model.ts'
import { Bucket } from './bucket.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { bucketSequences, bucketWorkload } from './sequences.ts'

export const tokenBucketModel = valueModel({
  id: 'token-bucket',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: bucketSequences,
  workload: bucketWorkload,
  start: (world) => new Bucket(world),
})
