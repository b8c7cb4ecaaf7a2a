import type { Variant } from '../../kernel/scenario.ts'
import {
  FixedWindow,
  LeakyBucket,
  type Limiter,
  SlidingCounter,
  SlidingLog,
  TokenBucket,
} from './limiters.ts'
import type { Settings } from './parameters.ts'

export type LimiterKind = 'token' | 'leaky' | 'fixed' | 'log' | 'counter'

export type Limiters = Readonly<Record<LimiterKind, new (settings: Settings) => Limiter>>

export const limiters: Limiters = {
  token: TokenBucket,
  leaky: LeakyBucket,
  fixed: FixedWindow,
  log: SlidingLog,
  counter: SlidingCounter,
}

export const variants: readonly (Variant & { readonly kind: LimiterKind })[] = [
  { prefix: '', title: 'token bucket', kind: 'token' },
  { prefix: 'leaky.', title: 'leaky bucket', kind: 'leaky' },
  { prefix: 'fixed.', title: 'fixed win', kind: 'fixed' },
  { prefix: 'log.', title: 'sliding log', kind: 'log' },
  { prefix: 'counter.', title: 'counter', kind: 'counter' },
]
