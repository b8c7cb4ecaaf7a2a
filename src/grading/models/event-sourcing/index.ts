import { valueModel } from '../value-model.ts'
import { EventSourcedAccount } from './account.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { accountSequences } from './sequences.ts'

export const eventSourcingModel = valueModel({
  id: 'event-sourcing',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: accountSequences,
  start: (world) => new EventSourcedAccount(world),
})
