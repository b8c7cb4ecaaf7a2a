import { flightModel } from '../flight-model.ts'
import { Bulkhead } from './bulkhead.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { bulkheadSequences } from './sequences.ts'

export const bulkheadModel = flightModel({
  id: 'bulkhead',
  roles: {
    result: 'gives-what-the-operation-gives',
    clock: 'waits-by-the-given-scheduler',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: bulkheadSequences,
  rule: 'never-above-the-limit',
  beside: 'runs-up-to-the-limit',
  create: (air) => new Bulkhead(air),
})
