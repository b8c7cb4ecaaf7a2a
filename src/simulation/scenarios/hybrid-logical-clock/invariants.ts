import type { Invariant } from '../../kernel/scenario.ts'

/** The theorems of Kulkarni et al. (2014), section 3, and that a restart is no way around them. */
export const invariants: readonly Invariant[] = [
  {
    id: 'causality',
    statement:
      'what is received has a later hybrid timestamp than what was sent: e happened before f implies hlc(e) < hlc(f)',
  },
  {
    id: 'monotone',
    statement: 'on one node every event has a later hybrid timestamp than the one before, across crashes too',
  },
  { id: 'not-behind', statement: 'the hybrid clock is never behind the physical clock of its node' },
  {
    id: 'close',
    statement:
      'the hybrid clock is never further ahead of true time than the most advanced physical clock has been',
  },
  {
    id: 'counter-bound',
    statement: 'the counter is at most the number of earlier events with the same hybrid time',
  },
]
