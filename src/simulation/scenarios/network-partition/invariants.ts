import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  {
    id: 'cp-linearizable',
    statement:
      'the CP register behaves like one copy: its operations have an order that agrees with real time',
  },
  { id: 'cp-majority', statement: 'a write that the CP register acknowledged is on a majority of the nodes' },
  { id: 'ap-always-answers', statement: 'a node that is up answers every AP request at once' },
  {
    id: 'ap-read-your-writes',
    statement: 'what a node has acknowledged or returned as AP value, it never forgets for an older one',
  },
  {
    id: 'ap-nothing-invented',
    statement: 'an AP read returns what somebody asked to write, or the first state',
  },
  {
    id: 'ap-converges',
    statement: 'once the network has healed and writes have stopped, all AP copies are equal',
  },
  { id: 'recovers', statement: 'after the faults are over, operations get answers again' },
] as const satisfies readonly Invariant[]
