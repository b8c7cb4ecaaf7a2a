import { valueModel } from '../value-model.ts'
import { Limiter } from './limiter.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { limiterSequences } from './sequences.ts'

export const slidingWindowLimiterModel = valueModel({
  id: 'sliding-window-limiter',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: limiterSequences,
  start: (world) => new Limiter(world),
})
