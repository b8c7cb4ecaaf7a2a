import type { Invariant } from '../../kernel/scenario.ts'

/** AC1 to AC5 of Bernstein, Hadzilacos and Goodman (1987), section 7.3, and what they are for. */
export const invariants: readonly Invariant[] = [
  { id: 'agreement', statement: 'all that decide on a transaction decide alike (AC1)' },
  { id: 'no-reversal', statement: 'nobody reverses a decision (AC2)' },
  { id: 'commit-needs-all', statement: 'a transaction commits only if every participant voted yes (AC3)' },
  {
    id: 'all-yes-commits',
    statement: 'when nothing fails and all vote yes, the transaction commits (AC4)',
  },
  {
    id: 'termination',
    statement:
      'once all faults are over, every participant in doubt learns the decision and lets go of its locks (AC5)',
  },
  { id: 'answer-holds', statement: 'what the client was told of its transaction is what happens' },
  { id: 'isolation', statement: 'no two undecided transactions hold the same account' },
  { id: 'no-overdraft', statement: 'no account goes below zero' },
  { id: 'money-conserved', statement: 'when all is decided there is as much money as at the start' },
  { id: 'recovers', statement: 'soon after the faults are over, transfers are decided again' },
]
