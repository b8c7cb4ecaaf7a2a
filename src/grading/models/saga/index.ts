import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { Orchestrator } from './orchestrator.ts'
import { SCENARIOS } from './scenarios.ts'
import { sagaSequences } from './sequences.ts'
import { sagaWorkload } from './workload.ts'

export const sagaModel = valueModel({
  id: 'saga',
  roles: {
    result: 'stops-when-the-log-fails',
    isolation: 'sagas-do-not-mix',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: sagaSequences,
  workload: sagaWorkload,
  start: (world) => new Orchestrator(world),
})
