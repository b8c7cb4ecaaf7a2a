import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  { id: 'attempts-bounded', statement: 'a request is attempted at most once more than it may be retried' },
  { id: 'budget-kept', statement: 'no retry is sent that the retry budget does not cover' },
  {
    id: 'wait-in-bounds',
    statement:
      'a fixed wait is backoff_ms; with backoff it is at most that, doubled from retry to retry, and the cap',
  },
  { id: 'no-late-success', statement: 'an answer that comes after its timeout counts for nothing' },
  {
    id: 'within-capacity',
    statement: 'the server never works on more attempts than it has workers, nor on any while it is out',
  },
  { id: 'queue-bounded', statement: 'no more attempts wait than queue_limit' },
  { id: 'ends-once', statement: 'every request ends exactly once: it succeeds or it fails' },
  {
    id: 'littles-law',
    statement: 'the average number of open requests is the arrival rate times their mean time (Little 1961)',
  },
] as const satisfies readonly Invariant[]

export type InvariantId = (typeof invariants)[number]['id']
