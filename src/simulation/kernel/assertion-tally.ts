import { Moments, type MomentsData } from '../../lib/moments.ts'
import type { Interval } from '../../lib/statistics.ts'
import { type Assertion, RECOVERY_METRIC } from './assertion.ts'
import { type Bound, holds, type Operator, shortfall, sideValue } from './bound.ts'
import type { RunResult } from './scenario.ts'
import { SeedList, type SeedListData } from './seed-list.ts'

export interface WorstRun {
  readonly seed: number
  readonly left: number
  readonly right: number
}

/** What is known of one assertion over some seeds; parts of a sweep are merged. */
export interface AssertionData {
  readonly seeds: number
  /** Seeds that break it alone, or, for `sometimes`, that meet it. */
  readonly struck: SeedListData
  /** Of a bound, and of the recovery: the run that is furthest on the wrong side, or closest to it. */
  readonly worst?: WorstRun
  /** Of a bound on the mean. */
  readonly sides?: {
    readonly left: MomentsData
    readonly right: MomentsData
    readonly difference: MomentsData
  }
}

export type AssertionVerdict = 'pass' | 'weak' | 'fail'

export interface AssertionResult {
  readonly assertion: Assertion
  readonly verdict: AssertionVerdict
  readonly seeds: number
  readonly failed: SeedListData
  readonly worst?: WorstRun
  /** Of a bound on the mean: both sides, and left minus right, seed by seed. */
  readonly left?: Interval
  readonly right?: Interval
  readonly difference?: Interval
}

/** Whether the run met a goal at most `limitUs` after the heal; asked only for assertions that need it. */
export type MetAfterHeal = (goal: string, limitUs: number) => boolean

/** Judges one assertion over the seeds of a sweep, or of a part of one. */
export class AssertionTally {
  #seeds = 0
  #worst: WorstRun | undefined
  readonly #struck = new SeedList()
  readonly #left = new Moments()
  readonly #right = new Moments()
  readonly #difference = new Moments()
  readonly #assertion: Assertion

  constructor(assertion: Assertion) {
    this.#assertion = assertion
  }

  /** True when this run alone breaks the assertion. */
  add(run: RunResult, metAfterHeal: MetAfterHeal): boolean {
    const assertion = this.#assertion
    this.#seeds += 1
    if (assertion.kind === 'mean') {
      this.#measure(assertion.bound, run)
      return false
    }
    const bound = boundOf(assertion)
    if (bound !== undefined) this.#compare(bound, run)
    const struck = isStruck(assertion, run, metAfterHeal)
    if (struck) this.#struck.add(run.seed)
    return struck && assertion.kind !== 'sometimes'
  }

  #measure(bound: Bound, run: RunResult): void {
    const left = sideValue(bound.left, run.metrics)
    const right = sideValue(bound.right, run.metrics)
    this.#left.add(left)
    this.#right.add(right)
    this.#difference.add(left - right)
    this.#compare(bound, run)
  }

  #compare(bound: Bound, { seed, metrics }: RunResult): void {
    const { left, right } = bound
    this.#keepWorst({ seed, left: sideValue(left, metrics), right: sideValue(right, metrics) })
  }

  /** Of runs that are equally bad, that of the lowest seed. */
  #keepWorst(run: WorstRun): void {
    const bound = boundOf(this.#assertion)
    if (bound === undefined) return
    const known = this.#worst
    if (known === undefined) this.#worst = run
    else {
      const by = shortfall(bound, run.left - run.right)
      const knownBy = shortfall(bound, known.left - known.right)
      if (by > knownBy || (by === knownBy && run.seed < known.seed)) this.#worst = run
    }
  }

  merge({ seeds, struck, worst, sides }: AssertionData): void {
    this.#seeds += seeds
    this.#struck.merge(struck)
    if (worst !== undefined) this.#keepWorst(worst)
    if (sides === undefined) return
    this.#left.merge(sides.left)
    this.#right.merge(sides.right)
    this.#difference.merge(sides.difference)
  }

  data(): AssertionData {
    return {
      seeds: this.#seeds,
      struck: this.#struck.data(),
      ...(this.#worst !== undefined && { worst: this.#worst }),
      ...(this.#assertion.kind === 'mean' && {
        sides: {
          left: this.#left.data(),
          right: this.#right.data(),
          difference: this.#difference.data(),
        },
      }),
    }
  }

  result(): AssertionResult {
    const assertion = this.#assertion
    const struck = this.#struck.data()
    const common = { assertion, seeds: this.#seeds, ...(this.#worst !== undefined && { worst: this.#worst }) }
    if (assertion.kind === 'sometimes') {
      const verdict = struck.count > 0 ? 'pass' : 'weak'
      return { ...common, verdict, failed: { count: 0, seeds: [] } }
    }
    if (assertion.kind !== 'mean') {
      return { ...common, verdict: struck.count > 0 ? 'fail' : 'pass', failed: struck }
    }
    return {
      ...common,
      verdict: this.#judgeMean(assertion.bound),
      failed: struck,
      left: this.#left.interval(),
      right: this.#right.interval(),
      difference: this.#difference.interval(),
    }
  }

  /** A metric without a value in some run bounds nothing: the assertion fails. */
  #judgeMean({ operator }: Bound): AssertionVerdict {
    if (this.#difference.missing > 0) return 'fail'
    const { mean, low, high } = this.#difference.interval()
    return judgeInterval(operator, this.#seeds === 1 ? { low: mean, high: mean } : { low, high })
  }
}

/** What can be furthest off. To have recovered in time is a bound on the metric that says when. */
function boundOf(assertion: Assertion): Bound | undefined {
  if ('bound' in assertion) return assertion.bound
  if (assertion.kind !== 'within' || assertion.goal !== undefined) return undefined
  const limitMs = assertion.limitUs / 1000
  return { unit: 'ms', left: { metric: RECOVERY_METRIC }, operator: '<=', right: { value: limitMs } }
}

/** The whole interval on the right side holds, on the wrong side fails, across the bound decides nothing. */
function judgeInterval(operator: Operator, { low, high }: { low: number; high: number }): AssertionVerdict {
  const zero = low === 0 && high === 0
  const apart = low > 0 || high < 0
  switch (operator) {
    case '<':
      return decide(high < 0, low >= 0)
    case '<=':
      return decide(high <= 0, low > 0)
    case '>':
      return decide(low > 0, high <= 0)
    case '>=':
      return decide(low >= 0, high < 0)
    case '!=':
      return decide(apart, zero)
    default:
      return decide(zero, apart)
  }
}

function decide(right: boolean, wrong: boolean): AssertionVerdict {
  return right ? 'pass' : wrong ? 'fail' : 'weak'
}

function isStruck(
  assertion: Exclude<Assertion, { kind: 'mean' }>,
  run: RunResult,
  metAfterHeal: MetAfterHeal,
): boolean {
  switch (assertion.kind) {
    case 'never':
      return assertion.goal === undefined
        ? run.violations.some(({ invariant }) => invariant === assertion.invariant)
        : (run.coverage[assertion.goal] ?? 0) > 0
    case 'sometimes':
      return (run.coverage[assertion.goal] ?? 0) > 0
    case 'within':
      return assertion.goal === undefined
        ? !((run.metrics[RECOVERY_METRIC] ?? Number.NaN) * 1000 <= assertion.limitUs)
        : !metAfterHeal(assertion.goal, assertion.limitUs)
    case 'every':
      return !holds(assertion.bound, run.metrics)
  }
}
