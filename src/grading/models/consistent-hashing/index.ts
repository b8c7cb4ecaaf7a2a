import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { Ring } from './ring.ts'
import { SCENARIOS } from './scenarios.ts'
import { ringSequences } from './sequences.ts'

export const consistentHashingModel = valueModel({
  id: 'consistent-hashing',
  roles: { isolation: 'instances-share-nothing', defaults: 'has-the-stated-defaults' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: ringSequences,
  start: (world) => new Ring(world),
})
