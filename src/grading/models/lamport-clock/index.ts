import { valueModel } from '../value-model.ts'
import { LamportClock } from './lamport.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { clockSequences } from './sequences.ts'

export const lamportClockModel = valueModel({
  id: 'lamport-clock',
  roles: { isolation: 'clocks-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: clockSequences,
  start: (world) => new LamportClock(world),
})
