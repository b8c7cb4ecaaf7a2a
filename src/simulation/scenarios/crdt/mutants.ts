import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'merges-by-sum',
    title: 'merging adds the slots of a counter instead of taking the larger of each',
    breaks: ['merge-laws', 'counter-exact', 'same-updates-same-state'],
  },
  {
    id: 'shared-slot',
    title: 'all replicas count in one shared slot instead of one of their own',
    breaks: ['counter-exact'],
  },
  {
    id: 'tags-not-unique',
    title: 'an add takes the tag of the add before it, so that a remove of the old one hits the new one too',
    breaks: ['add-wins'],
  },
  {
    id: 'removes-unseen',
    title: 'a remove bars the element as such, so that adds which it has not seen are removed as well',
    breaks: ['add-wins'],
  },
  {
    id: 'tie-by-arrival',
    title: 'of two writes with the same timestamp the one that arrives last wins',
    breaks: ['merge-laws'],
    budget: 50,
  },
  {
    id: 'bare-clock',
    title: 'a write takes the clock of its replica as timestamp, also when it has seen a later one',
    breaks: ['later-write-wins'],
    budget: 50,
  },
  {
    id: 'acknowledges-before-sync',
    title: 'an update is acknowledged before it is safe on the disk',
    breaks: ['acknowledged-survives'],
  },
  {
    id: 'sends-once',
    title: 'a replica sends its state once after each change, to one other, and not again before the next',
    breaks: ['converges'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
