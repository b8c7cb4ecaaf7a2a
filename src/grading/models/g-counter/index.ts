import { valueModel } from '../value-model.ts'
import { GCounter } from './counter.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { counterSequences } from './sequences.ts'

export const gCounterModel = valueModel({
  id: 'g-counter',
  roles: { isolation: 'instances-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: counterSequences,
  start: (world) => new GCounter(world),
})
