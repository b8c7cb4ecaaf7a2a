import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'minority-answers',
    title: 'CP: a node that reaches no majority in time answers anyway (split brain)',
    breaks: ['cp-linearizable', 'cp-majority'],
  },
  {
    id: 'reads-one-node',
    title: 'CP: a read returns the copy of the node that was asked',
    breaks: ['cp-linearizable'],
  },
  {
    id: 'acknowledges-early',
    title: 'CP: a write is acknowledged when the first other node has it',
    breaks: ['cp-majority'],
  },
  {
    id: 'no-write-back',
    title: 'CP: a read returns the newest copy it finds without making sure that a majority has it',
    breaks: ['cp-linearizable'],
    budget: 200,
  },
  {
    id: 'no-merge',
    title: 'AP: a node sends a new value once and never compares copies again',
    breaks: ['ap-converges'],
    budget: 50,
  },
  {
    id: 'merge-takes-last-arrival',
    title: 'AP: the merge takes whatever arrives last, also when it is older',
    breaks: ['ap-read-your-writes', 'ap-converges'],
  },
  {
    id: 'acknowledges-before-sync',
    title: 'AP: a write is acknowledged before it is on the disk, so that a crash forgets it',
    breaks: ['ap-read-your-writes'],
    budget: 50,
  },
  {
    id: 'shares-disk-key',
    title: 'AP: after a restart a node reads its copy from the key under which it keeps the CP copy',
    breaks: ['ap-nothing-invented', 'ap-read-your-writes'],
    budget: 50,
  },
  {
    id: 'hangs-after-partition',
    title: 'CP: a node that once reached no majority answers nothing any more, also after the heal',
    breaks: ['recovers'],
  },
  {
    id: 'refuses-when-alone',
    title: 'AP: a node that hears from no majority refuses writes',
    breaks: ['ap-always-answers'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
