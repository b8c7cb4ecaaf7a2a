import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  {
    id: 'littles-law',
    statement:
      'the stays of all customers add up to the number inside, summed over time: L = lambda W (Little 1961)',
  },
  { id: 'leaves-once', statement: 'every customer who was let in leaves exactly once' },
  { id: 'first-come-first-served', statement: 'customers are served in the order in which they came' },
  { id: 'work-conserving', statement: 'no server is idle while a customer waits' },
  { id: 'one-customer-per-server', statement: 'no more customers are served at once than there are servers' },
  { id: 'refuses-only-when-full', statement: 'a customer is refused if, and only if, no place is free' },
] as const satisfies readonly Invariant[]

export type InvariantId = (typeof invariants)[number]['id']
