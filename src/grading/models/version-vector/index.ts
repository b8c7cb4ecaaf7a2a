import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { valueSequences } from './sequences.ts'
import { VersionedValue } from './versioned-value.ts'

export const versionVectorModel = valueModel({
  id: 'version-vector',
  roles: { isolation: 'replicas-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: valueSequences,
  start: (world) => new VersionedValue(world),
})
