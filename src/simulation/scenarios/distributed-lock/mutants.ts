import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'no-fencing',
    title: 'the storage does not look at tokens',
    breaks: ['no-interleaving'],
    budget: 200,
  },
  {
    id: 'checks-first-write-only',
    title: 'the storage checks the token only when a holder first comes, not at its later writes',
    breaks: ['no-interleaving'],
    budget: 200,
  },
  {
    id: 'reads-without-token',
    title: 'the storage remembers the tokens of writes, but not those of reads',
    breaks: ['no-interleaving'],
    budget: 400,
  },
  {
    id: 'writes-twice',
    title: 'the storage does not notice that a write of the same token is one that it has done before',
    breaks: ['no-lost-update'],
  },
  {
    id: 'token-not-raised',
    title: 'the lock is granted again with the token that it had before',
    breaks: ['tokens-rise'],
  },
  {
    id: 'releases-for-anyone',
    title: 'a lock server frees the lock for whoever asks, also when somebody else holds it',
    breaks: ['one-holder'],
  },
  {
    id: 'renews-for-anyone',
    title: 'a lock server renews a lease though it ran out and the lock went to somebody else',
    breaks: ['tokens-rise', 'one-holder'],
    budget: 1000,
  },
  {
    id: 'lease-from-answer',
    title: 'a client counts its lease from the answer, not from its request',
    breaks: ['one-holder'],
    budget: 500,
  },
  {
    id: 'forgets-on-restart',
    title: 'lock servers keep leases and tokens in memory only',
    breaks: ['tokens-rise', 'one-holder'],
    budget: 200,
  },
  {
    id: 'never-expires',
    title: 'a lock server frees the lock only when its holder releases it',
    breaks: ['lock-freed', 'recovers'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
