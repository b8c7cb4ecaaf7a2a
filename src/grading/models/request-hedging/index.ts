import { flightModel } from '../flight-model.ts'
import { Hedger } from './hedger.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { hedgerSequences } from './sequences.ts'

export const requestHedgingModel = flightModel({
  id: 'request-hedging',
  roles: {
    result: 'errors-wait-for-the-others',
    clock: 'waits-by-the-given-scheduler',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: hedgerSequences,
  rule: 'hedges-after-the-delay',
  beside: 'sends-the-first-at-once',
  create: (air) => new Hedger(air),
})
