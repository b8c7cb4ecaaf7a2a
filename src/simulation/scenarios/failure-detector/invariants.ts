import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'completeness',
    statement:
      'a process from which nothing comes is suspected in time: by the timeout, and by phi within what the widest gap of the window allows',
  },
  {
    id: 'rule',
    statement:
      'the fixed detector suspects exactly from its timeout on, phi exactly from its threshold on, reckoned from the last intervals of the window',
  },
  {
    id: 'accuracy',
    statement: 'when the links have been good for a whole window, no running process is suspected',
  },
  { id: 'phi-rises', statement: 'phi never falls while no heartbeat comes' },
  {
    id: 'trust-by-heartbeat',
    statement: 'a suspected process is trusted again only when a new heartbeat comes',
  },
]
