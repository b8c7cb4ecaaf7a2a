import { mutantRow } from '../../kernel/mutant-row.ts'
import type { Mutant } from '../../kernel/scenario.ts'
import type { InvariantId } from './invariants.ts'
import { type Limiters, limiters } from './kinds.ts'
import { FixedWindow, LeakyBucket, SlidingCounter, SlidingLog, TokenBucket } from './limiters.ts'

class OffByOne extends FixedWindow {
  protected override allows(count: number): boolean {
    return count <= this.limit
  }
}

class ForgetsTooSoon extends SlidingLog {
  protected override hasPassed(ageUs: number): boolean {
    return 2 * ageUs >= this.windowUs
  }
}

class LogsRefusals extends SlidingLog {
  protected override logsRefusals(): boolean {
    return true
  }
}

class IgnoresPreviousWindow extends SlidingCounter {
  protected override previousCount(): number {
    return 0
  }
}

class Overflows extends TokenBucket {
  protected override refilled(units: number): number {
    return Math.min(2 * this.capacity, units)
  }
}

class ChargesRefusals extends TokenBucket {
  protected override afterRefusal(): number {
    return 0
  }
}

class ForgetsThePace extends LeakyBucket {
  protected override earliest(now: number, freeFrom: number, waiting: number): number {
    return waiting === 0 ? now : super.earliest(now, freeFrom, waiting)
  }
}

class OneTooMany extends LeakyBucket {
  protected override hasRoom(waiting: number, limit: number): boolean {
    return waiting <= limit
  }
}

/** Mistakes in the queue of the leaky bucket. */
export interface Mistakes {
  readonly lastInFirstOut?: boolean
  readonly losesWaiting?: boolean
  readonly startsClockLate?: boolean
}

interface MutantRow extends Mutant {
  readonly breaks: readonly InvariantId[]
  readonly limiters?: Partial<Limiters>
  readonly mistakes?: Mistakes
}

export const mutants: readonly MutantRow[] = [
  {
    id: 'off-by-one',
    title: 'the fixed window lets one request too many pass',
    breaks: ['fixed-window-kept'],
    limiters: { fixed: OffByOne },
  },
  {
    id: 'forgets-too-soon',
    title: 'the sliding log drops times that are half a window old',
    breaks: ['sliding-log-kept'],
    limiters: { log: ForgetsTooSoon },
  },
  {
    id: 'logs-refusals',
    title: 'refused requests are logged as well',
    breaks: ['refuses-with-cause'],
    limiters: { log: LogsRefusals },
  },
  {
    id: 'ignores-the-previous-window',
    title: 'the sliding counter begins every window at nothing',
    breaks: ['counter-kept'],
    limiters: { counter: IgnoresPreviousWindow },
  },
  {
    id: 'overflows',
    title: 'the token bucket fills to twice what it holds',
    breaks: ['token-envelope'],
    limiters: { token: Overflows },
  },
  {
    id: 'charges-refusals',
    title: 'a refused request empties the bucket, so that who keeps asking is never let in again',
    breaks: ['refuses-with-cause'],
    limiters: { token: ChargesRefusals },
  },
  {
    id: 'forgets-the-pace',
    title: 'when nobody waits, the leaky bucket lets the next pass at once',
    breaks: ['leaky-rate'],
    limiters: { leaky: ForgetsThePace },
  },
  {
    id: 'one-too-many',
    title: 'one more than queue_limit may wait in the leaky bucket',
    breaks: ['leaky-bounded'],
    limiters: { leaky: OneTooMany },
  },
  {
    id: 'last-in-first-out',
    title: 'the youngest leaves the leaky bucket first',
    breaks: ['leaky-in-order'],
    mistakes: { lastInFirstOut: true },
  },
  {
    id: 'loses-the-waiting',
    title: 'every tenth request that waits in the leaky bucket vanishes',
    breaks: ['ends-once', 'leaky-bounded', 'littles-law'],
    mistakes: { losesWaiting: true },
  },
  {
    id: 'starts-clock-late',
    title: 'the wait in the leaky bucket is not measured',
    breaks: ['littles-law'],
    mistakes: { startsClockLate: true },
  },
]

/** The limiters, with what a mutant puts in place of one of them. */
export function limitersOf(mutant: string | undefined): Limiters {
  return { ...limiters, ...mutantRow(mutants, mutant)?.limiters }
}

export function mistakesOf(mutant: string | undefined): Mistakes {
  return mutantRow(mutants, mutant)?.mistakes ?? {}
}
