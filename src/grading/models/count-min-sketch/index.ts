import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { sketchSequences } from './sequences.ts'
import { Sketch } from './sketch.ts'

export const countMinSketchModel = valueModel({
  id: 'count-min-sketch',
  roles: { isolation: 'instances-share-nothing', defaults: 'has-the-stated-defaults' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: sketchSequences,
  start: (world) => new Sketch(world),
})
