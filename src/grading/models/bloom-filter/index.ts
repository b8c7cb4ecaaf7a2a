import { valueModel } from '../value-model.ts'
import { Filter } from './filter.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { filterSequences } from './sequences.ts'

export const bloomFilterModel = valueModel({
  id: 'bloom-filter',
  roles: { isolation: 'instances-share-nothing', defaults: 'has-the-stated-defaults' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: filterSequences,
  start: (world) => new Filter(world),
})
