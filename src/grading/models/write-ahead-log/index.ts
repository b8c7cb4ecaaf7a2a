import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { logSequences } from './sequences.ts'
import { logWorkload } from './workload.ts'
import { WriteAheadLog } from './write-ahead-log.ts'

export const writeAheadLogModel = valueModel({
  id: 'write-ahead-log',
  roles: { result: 'a-failure-is-final', isolation: 'instances-share-nothing' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: logSequences,
  workload: logWorkload,
  start: (world) => new WriteAheadLog(world),
})
