import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'ends',
    statement: 'once the faults are over, every saga is done completely or compensated completely',
  },
  { id: 'answer-holds', statement: 'the client hears what really became of its saga' },
  { id: 'reverse-order', statement: 'steps are compensated in reverse order, the last one first' },
  { id: 'step-once', statement: 'a step takes effect at most once' },
  {
    id: 'undo-once',
    statement: 'a compensation takes effect at most once, and only for a step that has taken effect',
  },
  {
    id: 'stock-conserved',
    statement: 'what is missing from the stock is what sagas have taken and not given back',
  },
  { id: 'recovers', statement: 'soon after the faults are over, sagas come to an end again' },
]
