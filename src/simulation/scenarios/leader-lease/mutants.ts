import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'no-clock-margin',
    title: 'replicas wait out the lease by their own clocks, without regard to how wrong clocks may be',
    breaks: ['lease-is-kept', 'one-holder'],
    budget: 20,
  },
  {
    id: 'counts-from-answer',
    title: 'the primary counts its lease from the moment when the answer comes, not from when it asked',
    breaks: ['lease-is-kept'],
    budget: 100,
  },
  {
    id: 'lease-kept-over-restart',
    title: 'a restarted primary takes up its lease again for its full length',
    breaks: ['one-holder'],
    budget: 200,
  },
  {
    id: 'new-leader-does-not-wait',
    title: 'replicas grant a higher ballot at once, though the old lease still runs',
    breaks: ['one-holder'],
  },
  {
    id: 'trusts-timer',
    title: 'the primary serves reads until a timer says that the lease is over, without a look at the clock',
    breaks: ['no-stale-read'],
    budget: 200,
  },
  {
    id: 'reads-uncommitted',
    title: 'the primary reads its own copy, which may hold a write that no majority has',
    breaks: ['no-lost-write', 'no-stale-read'],
    budget: 500,
  },
  {
    id: 'keeps-own-copy',
    title: 'a new primary starts from its own copy, not from the latest of a majority',
    breaks: ['no-lost-write'],
    budget: 200,
  },
  {
    id: 'asks-once',
    title: 'a candidate that was refused the lease does not ask again',
    breaks: ['recovers'],
    budget: 50,
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
