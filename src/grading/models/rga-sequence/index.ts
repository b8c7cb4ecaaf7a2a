import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { RgaSequence } from './rga.ts'
import { SCENARIOS } from './scenarios.ts'
import { editSequences } from './sequences.ts'
import { textWorkload } from './workload.ts'

export const rgaSequenceModel = valueModel({
  id: 'rga-sequence',
  roles: { isolation: 'replicas-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: editSequences,
  workload: textWorkload,
  start: (world) => new RgaSequence(world),
})
