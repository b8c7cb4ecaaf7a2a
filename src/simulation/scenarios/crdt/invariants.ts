import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'same-updates-same-state',
    statement:
      'two replicas that have received the same updates have the same state (strong eventual consistency)',
  },
  {
    id: 'counter-exact',
    statement: 'the value of a counter is the sum of the updates that the replica has received',
  },
  {
    id: 'add-wins',
    statement: 'an element is in the set exactly when no remove has seen one of its adds',
  },
  {
    id: 'later-write-wins',
    statement: 'a write to the register is never overridden by one that it has seen',
  },
  { id: 'merge-laws', statement: 'merging is commutative, associative and idempotent' },
  { id: 'acknowledged-survives', statement: 'a replica never forgets an update that it has acknowledged' },
  {
    id: 'converges',
    statement: 'when the updates have ended and the network is good, all replicas become equal',
  },
]
