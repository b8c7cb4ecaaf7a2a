import { mutantRow } from '../../kernel/mutant-row.ts'
import type { Mutant } from '../../kernel/scenario.ts'
import type { InvariantId } from './invariants.ts'

/** What the cache gets wrong. */
export interface Mistakes {
  readonly forgetsFlights?: boolean
  readonly ignoresLocks?: boolean
  readonly ignoresExpiry?: boolean
  readonly addsJitter?: boolean
  readonly keepsErrors?: boolean
  readonly confusesKeys?: boolean
  readonly tellsNobodyOfErrors?: boolean
  readonly startsClockLate?: boolean
}

interface MutantRow extends Mutant {
  readonly breaks: readonly InvariantId[]
  readonly mistakes: Mistakes
}

export const mutants: readonly MutantRow[] = [
  {
    id: 'forgets-flights',
    title: 'a fetch is not noted as on its way, so nobody can join it',
    breaks: ['one-fetch-per-key'],
    mistakes: { forgetsFlights: true },
  },
  {
    id: 'ignores-locks',
    title: 'a lock is written but not looked at',
    breaks: ['lock-excludes'],
    mistakes: { ignoresLocks: true },
  },
  {
    id: 'ignores-expiry',
    title: 'whatever is in the cache is served, however old',
    breaks: ['no-expired-value'],
    mistakes: { ignoresExpiry: true },
  },
  {
    id: 'adds-jitter',
    title: 'the jitter makes TTLs longer instead of shorter',
    breaks: ['no-expired-value', 'ttl-in-bounds'],
    mistakes: { addsJitter: true },
  },
  {
    id: 'keeps-errors',
    title: 'an error is stored as if it were a value',
    breaks: ['errors-not-kept'],
    mistakes: { keepsErrors: true },
  },
  {
    id: 'confuses-keys',
    title: 'requests join a fetch by a hash of the key that two keys can share',
    breaks: ['right-key'],
    mistakes: { confusesKeys: true },
  },
  {
    id: 'tells-nobody-of-errors',
    title: 'when a fetch fails, those who wait for it are not told',
    breaks: ['littles-law', 'nobody-waits-for-ever'],
    mistakes: { tellsNobodyOfErrors: true },
  },
  {
    id: 'starts-clock-late',
    title: 'latency is measured from the begin of the fetch, not from arrival',
    breaks: ['littles-law'],
    mistakes: { startsClockLate: true },
  },
]

export function mistakesOf(mutant: string | undefined): Mistakes {
  return mutantRow(mutants, mutant)?.mistakes ?? {}
}
