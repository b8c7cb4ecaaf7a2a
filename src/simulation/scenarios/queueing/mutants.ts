import type { Mutant } from '../../kernel/scenario.ts'
import type { InvariantId } from './invariants.ts'

interface QueueMutant extends Mutant {
  readonly breaks: readonly InvariantId[]
}

export const mutants = [
  {
    id: 'last-first',
    title: 'whoever came last is served first; the mean wait stays the same, only the order tells',
    breaks: ['first-come-first-served'],
  },
  {
    id: 'loses-customer',
    title: 'one customer in a thousand is served and never leaves',
    breaks: ['leaves-once', 'littles-law'],
  },
  {
    id: 'counts-twice',
    title: 'one customer in a thousand leaves twice',
    breaks: ['leaves-once', 'littles-law'],
  },
  {
    id: 'idles',
    title: 'after every hundredth customer the server rests for a while, although others wait',
    breaks: ['work-conserving'],
  },
  {
    id: 'overcommits',
    title: 'with ten waiting, one customer more than there are servers is served at once',
    breaks: ['one-customer-per-server'],
  },
  {
    id: 'turns-away',
    title: 'customers who find ten others waiting are refused, although there is room',
    breaks: ['refuses-only-when-full'],
  },
  {
    id: 'starts-clock-late',
    title: 'the stay is measured from the start of the service, not from the arrival',
    breaks: ['littles-law'],
  },
] as const satisfies readonly QueueMutant[]

export type MutantId = (typeof mutants)[number]['id']
