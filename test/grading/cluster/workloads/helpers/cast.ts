import type { Cast } from '../../../../../src/grading/cluster/workloads/workload.ts'
import { RandomStream } from '../../../../../src/lib/prng.ts'

/** Three nodes with a client each. */
export const castOf = (seed = 1, clients = 3): Cast => ({
  nodes: ['n0', 'n1', 'n2'],
  clients,
  random: new RandomStream(seed, 'what clients ask'),
  options: { maxTxnLength: 4, maxWritesPerKey: 16 },
})
