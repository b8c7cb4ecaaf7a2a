import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  {
    id: 'one-fetch-per-key',
    statement:
      'with coalescing, and while stale values are served, a process fetches a key at most once at a time',
  },
  { id: 'lock-excludes', statement: 'nobody fetches a key whose lock another holds and that has not lapsed' },
  {
    id: 'no-expired-value',
    statement:
      'no value is served after its TTL, and none after TTL and grace where stale values may be served',
  },
  {
    id: 'ttl-in-bounds',
    statement: 'a TTL is ttl_ms; with jitter it is less, but not by more than ttl_jitter of it',
  },
  { id: 'errors-not-kept', statement: 'a fetch that failed leaves nothing in the cache' },
  { id: 'right-key', statement: 'who waits for a fetch waits for one of the key that was asked for' },
  {
    id: 'nobody-waits-for-ever',
    statement: 'every request is answered exactly once, by a value or an error',
  },
  {
    id: 'littles-law',
    statement: 'the average number of open requests is the arrival rate times the mean wait (Little 1961)',
  },
] as const satisfies readonly Invariant[]

export type InvariantId = (typeof invariants)[number]['id']
