import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  {
    id: 'token-envelope',
    statement: 'a token bucket lets at most bucket + rate x t requests pass in any stretch of time t',
  },
  { id: 'leaky-rate', statement: 'requests leave a leaky bucket at least window / limit apart' },
  { id: 'leaky-bounded', statement: 'no more requests wait in a leaky bucket than queue_limit' },
  { id: 'leaky-in-order', statement: 'requests leave a leaky bucket in the order in which they came' },
  { id: 'fixed-window-kept', statement: 'a fixed window lets at most limit requests pass in each window' },
  { id: 'sliding-log-kept', statement: 'a sliding log lets at most limit requests pass in any window' },
  {
    id: 'counter-kept',
    statement:
      'with a sliding counter, this window plus the share of the previous one that is still covered is at most limit',
  },
  {
    id: 'refuses-with-cause',
    statement: 'a request is refused only if letting it pass would break the rule',
  },
  { id: 'ends-once', statement: 'every request passes or is refused, exactly once' },
  {
    id: 'littles-law',
    statement: 'the average number of waiting requests is the arrival rate times the mean wait (Little 1961)',
  },
] as const satisfies readonly Invariant[]

export type InvariantId = (typeof invariants)[number]['id']
