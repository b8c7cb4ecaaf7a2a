import type { Variant } from '../../kernel/scenario.ts'

export type StrategyId = 'block' | 'credit' | 'newest' | 'oldest' | 'unbounded'

export const variants: readonly (Variant & { readonly strategy: StrategyId })[] = [
  { prefix: '', title: 'block', strategy: 'block' },
  { prefix: 'credit.', title: 'credits', strategy: 'credit' },
  { prefix: 'newest.', title: 'drop newest', strategy: 'newest' },
  { prefix: 'oldest.', title: 'drop oldest', strategy: 'oldest' },
  { prefix: 'unbounded.', title: 'unbounded', strategy: 'unbounded' },
]
