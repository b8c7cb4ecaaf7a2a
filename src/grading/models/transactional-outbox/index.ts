import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { Outbox } from './outbox.ts'
import { SCENARIOS } from './scenarios.ts'
import { outboxSequences } from './sequences.ts'
import { outboxWorkload } from './workload.ts'

export const transactionalOutboxModel = valueModel({
  id: 'transactional-outbox',
  roles: {
    result: 'a-failed-update-leaves-nothing',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: outboxSequences,
  workload: outboxWorkload,
  start: (world) => new Outbox(world),
})
