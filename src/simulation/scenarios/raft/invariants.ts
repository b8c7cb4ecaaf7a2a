import type { Invariant } from '../../kernel/scenario.ts'

/** The properties of Figure 3 of the Raft paper, and what clients rely on. */
export const invariants: readonly Invariant[] = [
  { id: 'election-safety', statement: 'at most one leader is elected in a term' },
  {
    id: 'log-matching',
    statement: 'two logs that have an entry with the same index and term are alike up to it',
  },
  { id: 'leader-completeness', statement: 'a committed entry is in the log of every later leader' },
  { id: 'state-machine-safety', statement: 'no two servers commit different entries at the same index' },
  {
    id: 'counted-is-stored',
    statement: 'when a leader begins or commits, the servers that it counts have the entries it counts',
  },
  { id: 'answered-is-committed', statement: 'what a client was told to be done is committed' },
  {
    id: 'real-time-order',
    statement: 'an operation that begins after another has ended comes after it in the log',
  },
  { id: 'recovers', statement: 'two seconds after the faults are over, operations get answers again' },
]
