import { valueModel } from '../value-model.ts'
import { Generator } from './generator.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { idSequences } from './sequences.ts'

export const idGenerationModel = valueModel({
  id: 'id-generation',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: idSequences,
  start: (world) => new Generator(world),
})
