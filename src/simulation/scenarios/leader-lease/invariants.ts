import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'no-stale-read',
    statement: 'a read sees every write and every read that had ended before it began',
  },
  { id: 'one-holder', statement: 'at any time at most one server has reason to believe in its lease' },
  {
    id: 'lease-is-kept',
    statement: 'while a primary believes in its lease, a majority of the replicas keeps it for it',
  },
  { id: 'no-lost-write', statement: 'a new primary starts from the last write that a client was told of' },
  {
    id: 'recovers',
    statement: 'when the leases of the last faults are over, operations get answers again',
  },
]
