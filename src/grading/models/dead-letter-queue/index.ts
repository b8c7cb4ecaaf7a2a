import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { Queue } from './queue.ts'
import { SCENARIOS } from './scenarios.ts'
import { queueSequences } from './sequences.ts'
import { queueWorkload } from './workload.ts'

export const deadLetterQueueModel = valueModel({
  id: 'dead-letter-queue',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: queueSequences,
  workload: queueWorkload,
  start: (world) => new Queue(world),
})
