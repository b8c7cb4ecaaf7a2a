import { mutantRow } from '../../kernel/mutant-row.ts'
import type { Mutant } from '../../kernel/scenario.ts'
import type { InvariantId } from './invariants.ts'

/** What the pipeline gets wrong. */
export interface Mistakes {
  readonly holdsOneTooMany?: boolean
  readonly dropsWhenBlocked?: boolean
  readonly dropsEarly?: boolean
  readonly dropsWrongEnd?: boolean
  readonly takesYoungest?: boolean
  readonly losesCredits?: boolean
  readonly forgetsToWake?: boolean
  readonly deliversTwice?: boolean
  readonly startsClockLate?: boolean
}

interface MutantRow extends Mutant {
  readonly breaks: readonly InvariantId[]
  readonly mistakes: Mistakes
}

export const mutants: readonly MutantRow[] = [
  {
    id: 'holds-one-too-many',
    title: 'a buffer takes one item more than it may',
    breaks: ['buffer-bounded'],
    mistakes: { holdsOneTooMany: true },
  },
  {
    id: 'drops-when-blocked',
    title: 'what finds a full buffer is dropped instead of held, and nobody looks at the answer',
    breaks: ['nothing-lost'],
    mistakes: { dropsWhenBlocked: true },
  },
  {
    id: 'drops-early',
    title: 'items are dropped when the buffer is half full',
    breaks: ['drops-with-cause'],
    mistakes: { dropsEarly: true },
  },
  {
    id: 'drops-the-wrong-end',
    title: 'drop oldest throws out the youngest in the buffer',
    breaks: ['drops-the-right-end'],
    mistakes: { dropsWrongEnd: true },
  },
  {
    id: 'takes-the-youngest',
    title: 'the last stage takes the youngest item first',
    breaks: ['in-order'],
    mistakes: { takesYoungest: true },
  },
  {
    id: 'loses-credits',
    title: 'one credit of each batch that comes back is lost',
    breaks: ['credits-conserved', 'no-deadlock'],
    mistakes: { losesCredits: true },
  },
  {
    id: 'forgets-to-wake',
    title: 'who waits for room in a full buffer is not told when there is some',
    breaks: ['no-deadlock'],
    mistakes: { forgetsToWake: true },
  },
  {
    id: 'delivers-twice',
    title: 'the last stage delivers some items a second time',
    breaks: ['ends-once'],
    mistakes: { deliversTwice: true },
  },
  {
    id: 'starts-clock-late',
    title: 'the stay of an item is measured from when the last stage takes it',
    breaks: ['littles-law'],
    mistakes: { startsClockLate: true },
  },
]

export function mistakesOf(mutant: string | undefined): Mistakes {
  return mutantRow(mutants, mutant)?.mistakes ?? {}
}
