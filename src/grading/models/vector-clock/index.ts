import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { clockSequences } from './sequences.ts'
import { VectorClock } from './vector.ts'

export const vectorClockModel = valueModel({
  id: 'vector-clock',
  roles: { isolation: 'clocks-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: clockSequences,
  start: (world) => new VectorClock(world),
})
