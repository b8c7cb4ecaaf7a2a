import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'minimal-movement',
    statement:
      'ring and jump hash: at a join keys move only to the server that joins, at a leave only from the one that leaves',
  },
  {
    id: 'bounded-load',
    statement: 'bounded loads: no server is to have more keys than the mean times load_bound, rounded up',
  },
  { id: 'one-owner', statement: 'no two servers serve the same key' },
  { id: 'no-key-lost', statement: 'each key is on the disk of some server at all times' },
  {
    id: 'read-after-write',
    statement: 'an operation finds every write of its key that was acknowledged before it began',
  },
  {
    id: 'balance',
    statement: 'no server has a part of the ring that its number of virtual nodes makes all but impossible',
  },
  {
    id: 'settles',
    statement:
      'once the faults are over, each key comes to rest in time, at the one owner that the ring names',
  },
]
