import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'head-answers',
    title: 'the head acknowledges a write when it has it itself',
    breaks: ['on-whole-chain', 'tail-answers'],
  },
  {
    id: 'reads-anywhere',
    title: 'clients read from any server of the chain, not from the tail',
    breaks: ['tail-answers', 'linearizable'],
  },
  {
    id: 'serves-before-handover',
    title: 'a new tail serves before it has what the old tail took in meanwhile',
    breaks: ['linearizable'],
    budget: 300,
  },
  {
    id: 'no-resend',
    title: 'after a server in the middle failed, its predecessor does not send again what was lost with it',
    breaks: ['recovers'],
    budget: 50,
  },
  {
    id: 'applies-twice',
    title: 'a server takes in again updates that its predecessor sends again',
    breaks: ['update-propagation'],
  },
  {
    id: 'executes-twice',
    title: 'the head takes a request that a client sent again for a new one',
    breaks: ['linearizable'],
  },
  {
    id: 'serves-without-lease',
    title: 'a tail that the master took out of the chain goes on answering',
    breaks: ['linearizable'],
    budget: 300,
  },
  {
    id: 'passes-on-before-sync',
    title: 'a server passes updates on that its own disk has not got yet',
    breaks: ['update-propagation', 'acknowledged-survives'],
    budget: 100,
  },
  {
    id: 'accepts-old-answers',
    title: 'a server takes how far its successor was in an earlier epoch for how far its successor is now',
    breaks: ['joins-with-log', 'update-propagation'],
    budget: 100,
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
