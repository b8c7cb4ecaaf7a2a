import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  {
    id: 'update-propagation',
    statement: 'the log of a server is a beginning of that of its predecessor in the chain',
  },
  {
    id: 'joins-with-log',
    statement: 'a server becomes tail only when it was given the log of the tail before it',
  },
  { id: 'tail-answers', statement: 'only the tail of an epoch answers clients in it' },
  { id: 'on-whole-chain', statement: 'a write is acknowledged only when the whole chain has it' },
  { id: 'acknowledged-survives', statement: 'no reconfiguration of the chain loses an acknowledged write' },
  {
    id: 'linearizable',
    statement: 'clients see one copy: reads and writes have an order that agrees with real time',
  },
  { id: 'recovers', statement: 'after the faults are over, operations get answers again' },
] as const satisfies readonly Invariant[]
