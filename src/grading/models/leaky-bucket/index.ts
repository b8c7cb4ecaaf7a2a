import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { Schedule } from './schedule.ts'
import { scheduleSequences } from './sequences.ts'

export const leakyBucketModel = valueModel({
  id: 'leaky-bucket',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: scheduleSequences,
  start: (world) => new Schedule(world),
})
