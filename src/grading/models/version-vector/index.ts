import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS, type Wrong } from './misconceptions.ts'
import { PlainVersions } from './plain-versions.ts'
import { SCENARIOS } from './scenarios.ts'
import { valueSequences } from './sequences.ts'
import { VersionedValue } from './versioned-value.ts'

const PLAIN: Wrong = 'plain-version-vectors'

export const versionVectorModel = valueModel({
  id: 'version-vector',
  roles: { isolation: 'replicas-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: valueSequences,
  start: (world) => (world.has(PLAIN) ? new PlainVersions(world) : new VersionedValue(world)),
})
