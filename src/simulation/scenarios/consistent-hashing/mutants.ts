import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'modulo',
    title: 'the owner of a key is its hash modulo the number of servers',
    breaks: ['minimal-movement'],
  },
  {
    id: 'forgets-a-range',
    title:
      'a leaving server forgets one of the servers that take over from it and deletes what that one should get',
    breaks: ['no-key-lost'],
  },
  {
    id: 'wrong-neighbour',
    title: 'keys are handed over to the server whose point comes before them on the ring',
    breaks: ['minimal-movement'],
  },
  {
    id: 'virtual-nodes-alike',
    title: 'all virtual nodes of a server hash to the same point',
    breaks: ['balance'],
  },
  {
    id: 'jump-draws-anew',
    title: 'jump hash: a key draws other jumps when the number of servers is another',
    breaks: ['minimal-movement'],
  },
  {
    id: 'overflows-next',
    title: 'bounded loads: a key whose server is full goes to the next one, full or not',
    breaks: ['bounded-load'],
  },
  {
    id: 'deletes-before-acknowledgement',
    title: 'a server deletes a key when it has sent it, not when the copy is acknowledged',
    breaks: ['no-key-lost'],
  },
  {
    id: 'keeps-serving',
    title: 'a server goes on serving keys that it has sent, until the copy is acknowledged',
    breaks: ['one-owner', 'read-after-write'],
  },
  {
    id: 'transfers-once',
    title: 'a transfer that was lost on the way is not sent again',
    breaks: ['settles'],
  },
  {
    id: 'acknowledges-before-sync',
    title: 'a server acknowledges keys that its disk has not got yet',
    breaks: ['no-key-lost'],
    budget: 200,
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
