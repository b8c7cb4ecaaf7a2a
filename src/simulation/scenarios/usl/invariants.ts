import type { Invariant, Mutant } from '../../kernel/scenario.ts'

export const invariants = [
  { id: 'mutual-exclusion', statement: 'one worker at a time holds the lock' },
  { id: 'first-come-first-served', statement: 'the lock goes to whoever has waited longest' },
  { id: 'work-conserving', statement: 'the lock is not free while a worker waits for it' },
  {
    id: 'in-step',
    statement: 'where workers keep step, none begins a round before all have ended the last',
  },
  { id: 'counted-once', statement: 'every operation is counted once, when its worker gives the lock back' },
  {
    id: 'littles-law',
    statement:
      'the stays at the lock add up to the number there, summed over time: L = lambda W (Little 1961)',
  },
] as const satisfies readonly Invariant[]

export type InvariantId = (typeof invariants)[number]['id']

interface CrewMutant extends Mutant {
  readonly breaks: readonly InvariantId[]
}

export const mutants = [
  {
    id: 'two-holders',
    title: 'the lock is given to a second worker when four wait',
    breaks: ['mutual-exclusion'],
  },
  { id: 'barges', title: 'whoever asked last gets the lock first', breaks: ['first-come-first-served'] },
  {
    id: 'sleeps-on',
    title: 'every hundredth time nobody is woken when the lock is given back, until another asks',
    breaks: ['work-conserving'],
  },
  { id: 'runs-ahead', title: 'a round begins when all but one have ended the last', breaks: ['in-step'] },
  { id: 'counts-twice', title: 'every hundredth operation is counted twice', breaks: ['counted-once'] },
  {
    id: 'forgets-waiting',
    title: 'the stay is measured from getting the lock, not from asking for it',
    breaks: ['littles-law'],
  },
] as const satisfies readonly CrewMutant[]

export type MutantId = (typeof mutants)[number]['id']
