import { valueModel } from '../value-model.ts'
import { Hasher } from './hasher.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { hasherSequences } from './sequences.ts'

export const rendezvousHashingModel = valueModel({
  id: 'rendezvous-hashing',
  roles: { isolation: 'instances-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: hasherSequences,
  start: (world) => new Hasher(world),
})
