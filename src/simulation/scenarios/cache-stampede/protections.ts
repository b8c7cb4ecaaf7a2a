import type { Variant } from '../../kernel/scenario.ts'

export type ProtectionId = 'coalescing' | 'none' | 'lock' | 'early' | 'stale' | 'jitter'

export const variants: readonly (Variant & { readonly protection: ProtectionId })[] = [
  { prefix: '', title: 'coalescing', protection: 'coalescing' },
  { prefix: 'none.', title: 'none', protection: 'none' },
  { prefix: 'lock.', title: 'lock', protection: 'lock' },
  { prefix: 'early.', title: 'early', protection: 'early' },
  { prefix: 'stale.', title: 'stale', protection: 'stale' },
  { prefix: 'jitter.', title: 'TTL jitter', protection: 'jitter' },
]
