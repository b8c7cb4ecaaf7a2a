import { mutantRow } from '../../kernel/mutant-row.ts'
import type { Mutant } from '../../kernel/scenario.ts'
import type { InvariantId } from './invariants.ts'
import { BackoffWithJitter, type Policies, policies, RetryBudget } from './retry-policies.ts'

class OverdrawnBudget extends RetryBudget {
  protected override enough(): boolean {
    return true
  }
}

class JitterOnTop extends BackoffWithJitter {
  override waitUs(nth: number, jitter: number): number {
    return this.settings.backoffUs * 2 ** nth + super.waitUs(nth, jitter)
  }
}

/** Mistakes in the clients and the server. */
export interface Mistakes {
  readonly retriesOnceMore?: boolean
  readonly takesLateAnswers?: boolean
  readonly startsEverything?: boolean
  readonly ignoresQueueLimit?: boolean
  readonly forgetsFailures?: boolean
  readonly timesLastAttempt?: boolean
}

interface MutantRow extends Mutant {
  readonly breaks: readonly InvariantId[]
  readonly policies?: Partial<Policies>
  readonly mistakes?: Mistakes
}

export const mutants: readonly MutantRow[] = [
  {
    id: 'retries-once-more',
    title: 'the limit of retries is compared one too late',
    breaks: ['attempts-bounded'],
    mistakes: { retriesOnceMore: true },
  },
  {
    id: 'overdraws-the-budget',
    title: 'the budget counts retries and refuses none',
    breaks: ['budget-kept'],
    policies: { budget: OverdrawnBudget },
  },
  {
    id: 'adds-jitter-on-top',
    title: 'the jitter is added to the full backoff instead of drawn from it',
    breaks: ['wait-in-bounds'],
    policies: { jitter: JitterOnTop },
  },
  {
    id: 'takes-late-answers',
    title: 'an answer to an attempt that was given up counts as a success',
    breaks: ['no-late-success'],
    mistakes: { takesLateAnswers: true },
  },
  {
    id: 'starts-everything',
    title: 'the server works on every attempt at once, as if it had workers without end',
    breaks: ['within-capacity'],
    mistakes: { startsEverything: true },
  },
  {
    id: 'ignores-the-queue-limit',
    title: 'the server refuses nothing',
    breaks: ['queue-bounded'],
    mistakes: { ignoresQueueLimit: true },
  },
  {
    id: 'forgets-failures',
    title: 'after its last attempt a request is neither answered nor reported',
    breaks: ['ends-once', 'littles-law'],
    mistakes: { forgetsFailures: true },
  },
  {
    id: 'times-the-last-attempt',
    title: 'latency is measured from the last attempt, not from the first',
    breaks: ['littles-law'],
    mistakes: { timesLastAttempt: true },
  },
]

/** The policies, with what a mutant puts in place of one of them. */
export function policiesOf(mutant: string | undefined): Policies {
  return { ...policies, ...mutantRow(mutants, mutant)?.policies }
}

export function mistakesOf(mutant: string | undefined): Mistakes {
  return mutantRow(mutants, mutant)?.mistakes ?? {}
}
