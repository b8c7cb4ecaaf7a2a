import { valueModel } from '../value-model.ts'
import { HybridClock } from './hybrid.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { clockSequences } from './sequences.ts'

export const hybridLogicalClockModel = valueModel({
  id: 'hybrid-logical-clock',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'clocks-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: clockSequences,
  start: (world) => new HybridClock(world),
})
