import { valueModel } from '../value-model.ts'
import { Executor } from './executor.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { executorSequences } from './sequences.ts'

export const idempotencyKeyModel = valueModel({
  id: 'idempotency-key',
  roles: {
    result: 'other-failures-free-the-key',
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: executorSequences,
  start: (world) => new Executor(world),
})
