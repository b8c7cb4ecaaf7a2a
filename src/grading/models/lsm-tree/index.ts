import { valueModel } from '../value-model.ts'
import { LsmTree } from './lsm-tree.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { treeSequences } from './sequences.ts'
import { treeWorkload } from './workload.ts'

export const lsmTreeModel = valueModel({
  id: 'lsm-tree',
  roles: { isolation: 'instances-share-nothing', defaults: 'has-the-stated-defaults' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: treeSequences,
  workload: treeWorkload,
  start: (world) => new LsmTree(world),
})
