import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'forgets-own-entry',
    title: 'a server does not count up its own entry when it takes a write',
    breaks: ['nothing-lost', 'clock-order'],
  },
  {
    id: 'merges-by-min',
    title: 'merging two clocks takes the smaller of each entry',
    breaks: ['siblings-concurrent', 'clock-order'],
  },
  {
    id: 'compares-by-sum',
    title: 'of two clocks the one with the larger sum counts as later',
    breaks: ['clock-order', 'nothing-lost'],
  },
  {
    id: 'volatile-counter',
    title: 'the counter of a server is kept in memory only, so that a restart gives its numbers out again',
    breaks: ['nothing-lost', 'clock-order'],
  },
  {
    id: 'last-arrival-wins',
    title: 'a server keeps what arrives last, whatever the clocks say',
    breaks: ['nothing-lost'],
  },
  {
    id: 'clock-of-the-server',
    title: 'a version gets the whole clock of its server, as if its writer had seen all that is there',
    breaks: ['clock-order', 'nothing-lost'],
  },
  {
    id: 'tells-once',
    title: 'a server tells the others of a write once and never sends again what was lost on the way',
    breaks: ['converges'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
