import { mutantRow } from '../../kernel/mutant-row.ts'
import type { Mutant } from '../../kernel/scenario.ts'
import { Breaker, type StateListener } from './breaker.ts'
import type { Settings } from './parameters.ts'

class NeverHalfOpens extends Breaker {
  protected override mayTry(): boolean {
    return false
  }
}

class IgnoresTrialLimit extends Breaker {
  protected override admitsTrial(): boolean {
    return true
  }
}

class TrialLimitOffByOne extends Breaker {
  protected override admitsTrial(inFlight: number): boolean {
    return super.admitsTrial(inFlight + 1)
  }
}

class ClosesOnAnyTrial extends Breaker {
  protected override trialSucceeds(): boolean {
    return true
  }
}

class CountsRejections extends Breaker {
  protected override whenRejected(nowUs: number): void {
    this.openedAtUs = nowUs
  }
}

class CountsLateResults extends Breaker {
  protected override isLate(): boolean {
    return false
  }
}

class LeaksWhenOpen extends Breaker {
  protected override admitsWhileOpen(): boolean {
    return true
  }
}

class NeverForgetsFailures extends Breaker {
  protected override failuresAfterSuccess(failures: number): number {
    return failures
  }
}

/** Mistakes in the service around the breaker. */
export interface ServiceMistakes {
  readonly answersTwice?: boolean
  readonly dropsSilently?: boolean
  readonly startsClockLate?: boolean
}

interface MutantRow extends Mutant {
  readonly breaker?: new (settings: Settings, onChange: StateListener) => Breaker
  readonly mistakes?: ServiceMistakes
}

export const mutants: readonly MutantRow[] = [
  {
    id: 'never-half-opens',
    title: 'once open, the breaker never tries the dependency again',
    breaks: ['open-period-ends'],
    breaker: NeverHalfOpens,
  },
  {
    id: 'ignores-trial-limit',
    title: 'half-open lets every call through',
    breaks: ['trials-bounded'],
    breaker: IgnoresTrialLimit,
  },
  {
    id: 'trial-limit-off-by-one',
    title: 'half-open lets one call fewer through than it may, so with a limit of one none',
    breaks: ['rejects-with-cause'],
    breaker: TrialLimitOffByOne,
  },
  {
    id: 'closes-on-any-trial',
    title: 'a failed trial closes the breaker as well',
    breaks: ['closes-on-successful-trials'],
    breaker: ClosesOnAnyTrial,
  },
  {
    id: 'counts-rejections',
    title: 'each rejected call starts the reset timeout anew',
    breaks: ['open-period-ends'],
    breaker: CountsRejections,
  },
  {
    id: 'counts-late-results',
    title: 'results of calls from an earlier period still count',
    breaks: ['late-results-ignored'],
    breaker: CountsLateResults,
  },
  {
    id: 'leaks-when-open',
    title: 'an open breaker lets calls through',
    breaks: ['open-lets-nothing-through'],
    breaker: LeaksWhenOpen,
  },
  {
    id: 'never-forgets-failures',
    title: 'a success does not reset the count of failures',
    breaks: ['opens-on-consecutive-failures'],
    breaker: NeverForgetsFailures,
  },
  {
    id: 'answers-twice',
    title: 'the service answers a client that has already given up',
    breaks: ['ends-once'],
    mistakes: { answersTwice: true },
  },
  {
    id: 'drops-silently',
    title: 'a full queue swallows requests, and no one tells the client',
    breaks: ['ends-once', 'littles-law'],
    mistakes: { dropsSilently: true },
  },
  {
    id: 'starts-clock-late',
    title: 'latency is measured from when a worker starts, not from arrival',
    breaks: ['littles-law'],
    mistakes: { startsClockLate: true },
  },
]

export function breakerClass(mutant: string | undefined): NonNullable<MutantRow['breaker']> {
  return mutantRow(mutants, mutant)?.breaker ?? Breaker
}

export function serviceMistakes(mutant: string | undefined): ServiceMistakes {
  return mutantRow(mutants, mutant)?.mistakes ?? {}
}
