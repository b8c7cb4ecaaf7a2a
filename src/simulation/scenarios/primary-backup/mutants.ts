import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'acknowledges-before-backup',
    title: 'the primary acknowledges a write before the backup has it',
    breaks: ['on-both-copies'],
  },
  {
    id: 'promotes-unready-backup',
    title: 'the view service promotes a backup that has not got the state yet',
    breaks: ['acknowledged-survives'],
    budget: 200,
  },
  {
    id: 'serves-alone',
    title: 'a primary that does not hear from its backup goes on alone without asking the view service',
    breaks: ['on-both-copies'],
  },
  {
    id: 'reads-without-backup',
    title: 'the primary answers reads without asking the backup whether its view is still the last',
    breaks: ['linearizable'],
    budget: 600,
  },
  {
    id: 'accepts-old-view',
    title: 'a server stores what the primary of an old view sends',
    breaks: ['acknowledged-survives', 'linearizable'],
    budget: 200,
  },
  {
    id: 'transfer-misses-updates',
    title: 'the primary takes the backup for complete though writes came in during the transfer',
    breaks: ['on-both-copies', 'recovers'],
  },
  {
    id: 'stores-twice',
    title: 'the backup stores again what the primary sends again',
    breaks: ['copies-agree'],
  },
  {
    id: 'reads-from-backup',
    title: 'clients read from the backup too, which answers from what it has',
    breaks: ['one-primary', 'linearizable'],
  },
  {
    id: 'executes-twice',
    title: 'a request that the client sent again is executed again',
    breaks: ['linearizable'],
  },
  {
    id: 'acknowledges-before-sync',
    title: 'the backup acknowledges entries that its disk has not got yet',
    breaks: ['acknowledged-survives', 'on-both-copies'],
    budget: 200,
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
