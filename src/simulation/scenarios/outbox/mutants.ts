import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'dual-write',
    title: 'there is no outbox: the service commits, and then publishes by itself',
    breaks: ['all-published', 'key-order'],
    budget: 50,
  },
  {
    id: 'publishes-before-commit',
    title: 'the service publishes first and commits when the broker has confirmed it',
    breaks: ['no-phantom'],
  },
  {
    id: 'outbox-apart',
    title: 'the row of the outbox is written in a transaction of its own, after that of the order',
    breaks: ['all-published', 'key-order'],
    budget: 50,
  },
  {
    id: 'marks-first',
    title: 'the relay marks rows as sent before the broker has confirmed them',
    breaks: ['all-published', 'key-order'],
    budget: 100,
  },
  {
    id: 'reads-past-gaps',
    title:
      'the relay asks for rows with a higher sequence number than the last, though numbers commit out of order',
    breaks: ['all-published', 'key-order'],
  },
  {
    id: 'deletes-unsent',
    title: 'the service empties its outbox when it starts, whether the rows were sent or not',
    breaks: ['all-published', 'key-order'],
    budget: 50,
  },
  {
    id: 'does-not-wait',
    title: 'the relay publishes each row without waiting until the one before it is confirmed',
    breaks: ['key-order'],
  },
  {
    id: 'position-first',
    title: 'the consumer notes that it has read events before it handles them',
    breaks: ['all-consumed'],
    budget: 50,
  },
  {
    id: 'answers-first',
    title: 'the service confirms an order to the client before its transaction has committed',
    breaks: ['answer-holds'],
  },
  {
    id: 'never-cleans-up',
    title: 'sent rows count against the size of the outbox, and when it is full the service takes no orders',
    breaks: ['recovers'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
