import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'clock-order',
    statement:
      'the clock of one version is before that of another exactly when the other was written by somebody who had seen it',
  },
  { id: 'siblings-concurrent', statement: 'of two versions kept side by side neither has seen the other' },
  {
    id: 'nothing-lost',
    statement: 'an acknowledged write stays until a write that has seen it takes its place',
  },
  {
    id: 'converges',
    statement: 'when the writes have ended and the network is good, all servers hold the same versions',
  },
]
