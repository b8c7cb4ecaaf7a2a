import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { shedderSequences, shedderWorkload } from './sequences.ts'
import { Shedder } from './shedder.ts'

export const loadSheddingModel = valueModel({
  id: 'load-shedding',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: shedderSequences,
  workload: shedderWorkload,
  start: (world) => new Shedder(world),
})
