import { valueModel } from '../value-model.ts'
import { PNCounter } from './counter.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { counterSequences } from './sequences.ts'

export const pnCounterModel = valueModel({
  id: 'pn-counter',
  roles: { isolation: 'instances-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: counterSequences,
  start: (world) => new PNCounter(world),
})
