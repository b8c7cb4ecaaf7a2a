import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { BoundedQueue } from './queue.ts'
import { SCENARIOS } from './scenarios.ts'
import { queueSequences, queueWorkload } from './sequences.ts'

export const backpressureModel = valueModel({
  id: 'backpressure',
  roles: { isolation: 'instances-share-nothing', defaults: 'has-the-stated-defaults' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: queueSequences,
  workload: queueWorkload,
  start: (world) => new BoundedQueue(world),
})
