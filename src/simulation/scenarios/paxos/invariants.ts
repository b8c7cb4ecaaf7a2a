import type { Invariant } from '../../kernel/scenario.ts'

/** The safety requirements of "Paxos Made Simple", section 2.1, for every slot, and P1a of section 2.2. */
export const invariants: readonly Invariant[] = [
  { id: 'one-value-per-slot', statement: 'in each slot a majority of acceptors chooses one value only' },
  {
    id: 'one-value-per-ballot',
    statement: 'under one ballot acceptors accept one value only for a slot',
  },
  { id: 'ballots-rise', statement: 'a proposer begins each phase 1 with a higher ballot than all before' },
  {
    id: 'counted-is-accepted',
    statement: 'a proposer counts an acceptor for a ballot only when it accepted that ballot',
  },
  { id: 'chosen-was-proposed', statement: 'only a command of a client, or a no-op, is chosen' },
  {
    id: 'promise-kept',
    statement: 'an acceptor that promised or accepted a ballot accepts and promises no lower one',
  },
  { id: 'learned-is-chosen', statement: 'a server learns only values that were chosen' },
  { id: 'answered-is-chosen', statement: 'a client is told that its command is done only when it is chosen' },
  {
    id: 'recovers',
    statement: 'with one leader and no more faults, operations get answers again',
  },
]
