import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { treeSequences } from './sequences.ts'
import { MerkleTree } from './tree.ts'

export const merkleTreeModel = valueModel({
  id: 'merkle-tree',
  roles: { isolation: 'trees-share-nothing', defaults: 'has-the-stated-defaults' },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: treeSequences,
  start: (world) => new MerkleTree(world),
})
