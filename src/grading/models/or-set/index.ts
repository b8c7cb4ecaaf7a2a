import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { OrSet } from './or-set.ts'
import { SCENARIOS } from './scenarios.ts'
import { setSequences } from './sequences.ts'

export const orSetModel = valueModel({
  id: 'or-set',
  roles: { isolation: 'replicas-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: setSequences,
  start: (world) => new OrSet(world),
})
