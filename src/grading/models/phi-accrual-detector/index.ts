import { valueModel } from '../value-model.ts'
import { PhiDetector } from './detector.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { detectorSequences } from './sequences.ts'
import { detectorWorkload } from './workload.ts'

export const phiAccrualDetectorModel = valueModel({
  id: 'phi-accrual-detector',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: detectorSequences,
  workload: detectorWorkload,
  start: (world) => new PhiDetector(world),
})
