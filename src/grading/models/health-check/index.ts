import { valueModel } from '../value-model.ts'
import { OutlierDetector } from './detector.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { outlierSequences } from './sequences.ts'

export const healthCheckModel = valueModel({
  id: 'health-check',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: outlierSequences,
  start: (world) => new OutlierDetector(world),
})
