import { flightModel } from '../flight-model.ts'
import { Coalescer } from './coalescer.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { coalescerSequences } from './sequences.ts'

export const requestCoalescingModel = flightModel({
  id: 'request-coalescing',
  roles: { isolation: 'instances-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: coalescerSequences,
  rule: 'shares-a-load',
  beside: 'keys-are-independent',
  create: (air) => new Coalescer(air),
})
