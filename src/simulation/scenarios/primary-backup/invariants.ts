import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  { id: 'one-primary', statement: 'in one view only its primary answers clients' },
  {
    id: 'on-both-copies',
    statement: 'a write is acknowledged only when the primary and the backup of that view have it',
  },
  { id: 'acknowledged-survives', statement: 'every primary that serves has all acknowledged writes' },
  { id: 'copies-agree', statement: 'the log of the backup is a beginning of that of its primary' },
  {
    id: 'linearizable',
    statement: 'clients see one copy: reads and writes have an order that agrees with real time',
  },
  { id: 'recovers', statement: 'after the faults are over, operations get answers again' },
] as const satisfies readonly Invariant[]
