import type { Variant } from '../../kernel/scenario.ts'
import type { Settings } from './parameters.ts'

/** When and whether a client tries again. The steps that a mutant gets wrong are methods of their own. */
export interface RetryPolicy {
  /** Most retries of one request. */
  readonly retries: number
  /** A request begins. */
  begins?(): void
  /** Asked before each retry; true lets it be sent, and counts it. */
  allows?(): boolean
  /** How long to wait after the nth attempt (from 0); `jitter` is drawn from [0, 1). */
  waitUs(nth: number, jitter: number): number
}

export class NoRetries implements RetryPolicy {
  readonly retries = 0

  waitUs(): number {
    return 0
  }
}

export class FixedWait implements RetryPolicy {
  readonly retries: number
  protected readonly settings: Settings

  constructor(settings: Settings) {
    this.settings = settings
    this.retries = settings.retries
  }

  waitUs(_nth: number, _jitter: number): number {
    return this.settings.backoffUs
  }
}

/** Exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter", 2015). */
export class BackoffWithJitter extends FixedWait {
  override waitUs(nth: number, jitter: number): number {
    return Math.floor(jitter * (longestWaitUs(this.settings, nth) + 1))
  }
}

/**
 * A budget for retries, as a token bucket: each request adds a part of a retry, each retry takes a
 * whole one. So retries add at most that share to the load once the savings are spent (Google, Site
 * Reliability Engineering, 2016, chapter 21, and Brooker, "Fixing retries with token buckets and
 * circuit breakers", 2022).
 */
export class RetryBudget extends BackoffWithJitter {
  protected tokens: number

  constructor(settings: Settings) {
    super(settings)
    this.tokens = settings.budgetCap
  }

  begins(): void {
    this.tokens = Math.min(this.settings.budgetCap, this.tokens + this.settings.budgetPerRequest)
  }

  allows(): boolean {
    if (!this.enough()) return false
    this.tokens -= 1000
    return true
  }

  protected enough(): boolean {
    return this.tokens >= 1000
  }
}

/** The bound of the wait after the nth attempt (from 0). */
export function longestWaitUs({ backoffUs, backoffCapUs }: Settings, nth: number): number {
  return Math.min(backoffCapUs, backoffUs * 2 ** nth)
}

export type PolicyId = 'budget' | 'none' | 'fixed' | 'jitter'

export type Policies = Readonly<Record<PolicyId, new (settings: Settings) => RetryPolicy>>

export const policies: Policies = {
  budget: RetryBudget,
  none: NoRetries,
  fixed: FixedWait,
  jitter: BackoffWithJitter,
}

export const variants: readonly (Variant & { readonly policy: PolicyId })[] = [
  { prefix: '', title: 'retry budget', policy: 'budget' },
  { prefix: 'none.', title: 'no retries', policy: 'none' },
  { prefix: 'fixed.', title: 'fixed wait', policy: 'fixed' },
  { prefix: 'jitter.', title: 'backoff, jitter', policy: 'jitter' },
]
