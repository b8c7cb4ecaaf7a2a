import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  { id: 'buffer-bounded', statement: 'no buffer that has a bound ever holds more items than that' },
  {
    id: 'nothing-lost',
    statement: 'no item is dropped where the producer can be held up, or buffers have no bound',
  },
  { id: 'drops-with-cause', statement: 'an item is dropped only when the buffer is full' },
  {
    id: 'drops-the-right-end',
    statement: 'what is dropped is the oldest or the newest, as the strategy says',
  },
  { id: 'in-order', statement: 'items come out in the order in which they were made' },
  {
    id: 'credits-conserved',
    statement: "a link's credits, those on their way back and the items in its buffer are together the bound",
  },
  {
    id: 'no-deadlock',
    statement: 'while there are items, something moves: a stage works or a credit is on its way',
  },
  { id: 'ends-once', statement: 'every item ends exactly once: it is delivered or dropped' },
  {
    id: 'littles-law',
    statement:
      'the average number of items is the rate at which they are made times their mean stay (Little 1961)',
  },
] as const satisfies readonly Invariant[]

export type InvariantId = (typeof invariants)[number]['id']
