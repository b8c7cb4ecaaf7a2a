import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { LwwRegister } from './register.ts'
import { SCENARIOS } from './scenarios.ts'
import { registerSequences } from './sequences.ts'

export const lwwRegisterModel = valueModel({
  id: 'lww-register',
  roles: { isolation: 'replicas-share-nothing', clock: 'uses-the-given-clock' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: registerSequences,
  start: (world) => new LwwRegister(world),
})
