import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  { id: 'open-lets-nothing-through', statement: 'an open breaker lets no call through' },
  { id: 'open-period-ends', statement: 'the first call after the reset timeout is let through as a trial' },
  { id: 'trials-bounded', statement: 'no more trials are in flight than half_open_max_calls' },
  {
    id: 'rejects-with-cause',
    statement: 'a call is rejected only while open, or half-open with all trials in flight',
  },
  {
    id: 'opens-on-consecutive-failures',
    statement: 'the breaker opens at failure_threshold failures in a row, no earlier and no later',
  },
  {
    id: 'closes-on-successful-trials',
    statement:
      'a half-open breaker closes after success_threshold successful trials and opens at a failed one',
  },
  {
    id: 'late-results-ignored',
    statement: 'a result counts only in the period in which its call was let through',
  },
  { id: 'ends-once', statement: 'every request ends exactly once: completed, failed or rejected' },
  {
    id: 'littles-law',
    statement: 'the average number in the system is the arrival rate times the mean stay (Little 1961)',
  },
] as const satisfies readonly Invariant[]

export type InvariantId = (typeof invariants)[number]['id']
