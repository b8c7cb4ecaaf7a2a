import type { Invariant } from '../../kernel/scenario.ts'

/** Interactive consistency (section 1 of the paper), for more than three times as many generals as traitors. */
export const invariants: readonly Invariant[] = [
  { id: 'ic1', statement: 'all loyal lieutenants obey the same order' },
  {
    id: 'ic2',
    statement: 'if the commander is loyal, every loyal lieutenant obeys the order he sends',
  },
]
