import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  { id: 'no-phantom', statement: 'with an outbox there is no event without a committed order' },
  {
    id: 'all-published',
    statement: 'with an outbox every committed order is published, once the faults are over',
  },
  {
    id: 'key-order',
    statement:
      'with an outbox the events of a customer appear first in the order in which the orders committed',
  },
  {
    id: 'all-consumed',
    statement: 'with an outbox the consumer gets every event, once the faults are over',
  },
  { id: 'answer-holds', statement: 'an order that was confirmed to the client is committed' },
  { id: 'recovers', statement: 'soon after the faults are over, orders are taken again' },
]
