import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'no-interleaving',
    statement: 'once the storage has served a later holder of the lock, it serves no earlier one',
  },
  { id: 'no-lost-update', statement: 'no write undoes another that its writer had not read' },
  {
    id: 'one-holder',
    statement: 'at any time at most one client has reason to believe that it holds the lock',
  },
  { id: 'tokens-rise', statement: 'every holder of the lock has a higher token than all before it' },
  {
    id: 'lock-freed',
    statement: 'a lock that nobody renews is free after its lease and three times the clock bound',
  },
  {
    id: 'recovers',
    statement: 'when the leases of the last faults are over, clients get the lock and answers again',
  },
]
