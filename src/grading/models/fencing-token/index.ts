import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { fencingSequences } from './sequences.ts'
import { FencingService } from './service.ts'

export const fencingTokenModel = valueModel({
  id: 'fencing-token',
  roles: { clock: 'uses-the-given-clock', isolation: 'instances-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: fencingSequences,
  start: (world) => new FencingService(world),
})
