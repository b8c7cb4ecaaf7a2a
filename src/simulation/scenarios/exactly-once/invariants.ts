import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'exactly-one-effect',
    statement: 'with idempotency keys no request has two effects, and one that was answered has one',
  },
  {
    id: 'key-with-effect',
    statement: 'with idempotency keys the key and the effect are on disk together or not at all',
  },
  {
    id: 'own-answer',
    statement:
      'with idempotency keys a client gets the result of its own request, never of another with the same key',
  },
  {
    id: 'refused-has-none',
    statement: 'with idempotency keys a request that was refused has no effect',
  },
  {
    id: 'refusal-lasts',
    statement:
      'with idempotency keys the server knows the key for which it refused a request as long as that may come again',
  },
  { id: 'at-most-once', statement: 'at most once: no request has two effects' },
  { id: 'at-least-once', statement: 'at least once: a request that was answered has an effect' },
  { id: 'recovers', statement: 'soon after the faults are over, requests get answers again' },
]
