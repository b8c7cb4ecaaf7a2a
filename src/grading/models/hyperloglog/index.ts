import { valueModel } from '../value-model.ts'
import { Estimator } from './estimator.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { estimatorSequences } from './sequences.ts'

export const hyperLogLogModel = valueModel({
  id: 'hyperloglog',
  roles: { isolation: 'instances-share-nothing', defaults: 'has-the-stated-defaults' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: estimatorSequences,
  start: (world) => new Estimator(world),
})
