import { flightModel } from '../flight-model.ts'
import { Batcher } from './batcher.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { batcherSequences } from './sequences.ts'

export const requestBatchingModel = flightModel({
  id: 'request-batching',
  roles: {
    result: 'each-gets-its-own',
    clock: 'waits-by-the-given-scheduler',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: batcherSequences,
  rule: 'sends-after-the-delay',
  beside: 'batches-go-side-by-side',
  create: (air) => new Batcher(air),
})
