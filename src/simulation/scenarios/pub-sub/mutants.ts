import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'commits-first',
    title: 'a consumer commits the offset when it gets messages, not when it has worked on them',
    breaks: ['no-skip', 'at-least-once'],
  },
  {
    id: 'commits-highest',
    title:
      'a consumer commits the highest offset that it has finished, though earlier ones are still in work',
    breaks: ['no-skip'],
  },
  {
    id: 'no-fencing',
    title:
      'the broker takes commits of any generation, so that a consumer that was away moves the offset of its successor',
    breaks: ['fenced'],
  },
  {
    id: 'forgets-generation',
    title: 'the broker counts generations anew after a restart, so that old members look like new ones',
    breaks: ['one-owner'],
    budget: 50,
  },
  {
    id: 'round-robin',
    title: 'the broker spreads messages over partitions in turn, without looking at their keys',
    breaks: ['one-partition', 'key-order'],
  },
  {
    id: 'retries-behind',
    title: 'a message that failed is put behind later ones of its key',
    breaks: ['key-order'],
  },
  {
    id: 'parallel-keys',
    title: 'a consumer works on several messages of one key at once',
    breaks: ['key-order'],
  },
  {
    id: 'never-deletes',
    title: 'the broker has room for a number of messages and does not give that of the read ones free',
    breaks: ['recovers'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
