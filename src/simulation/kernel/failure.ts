import { afterHeal } from './after-heal.ts'
import type { Assertion } from './assertion.ts'
import { type AssertionResult, AssertionTally } from './assertion-tally.ts'
import type { Parameters, RunOptions, RunResult, Scenario, Violation } from './scenario.ts'

/** What must stay broken while a run is made small. */
export type Failure =
  | { readonly kind: 'invariant'; readonly invariant: string }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }

/** How a run fails. */
export interface Broken {
  /** Of an invariant. */
  readonly violation?: Violation
  /** Of an assertion: judged on this run alone. */
  readonly assertion?: AssertionResult
  /**
   * Smaller is better: when the invariant broke. 0 for an assertion: what it speaks of is known only at
   * the end, or, within a time after the heal, at a time that no fault changes.
   */
  readonly atUs: number
  /** A run that fails in another manner fails by something else. */
  readonly manner: string
}

/** Undefined for a run that does not fail so. `options` are those that it was run with. */
export type Judge = (run: RunResult, options: RunOptions) => Broken | undefined

export function judgeOf(scenario: Scenario, parameters: Parameters, failure: Failure): Judge {
  if (failure.kind === 'invariant') return (run) => brokenInvariant(run, failure.invariant)
  const met = afterHeal(scenario, parameters)
  return (run, options) => {
    const tally = new AssertionTally(failure.assertion)
    tally.add(run, (goal, limitUs) => met({ seed: run.seed, options }, goal, limitUs))
    const assertion = tally.result()
    return assertion.verdict === 'fail' ? { assertion, atUs: 0, manner: mannerOf(run, assertion) } : undefined
  }
}

function brokenInvariant({ violations }: RunResult, wanted: string): Broken | undefined {
  const violation = violations.find(({ invariant }) => invariant === wanted)
  return violation === undefined ? undefined : { violation, atUs: violation.atUs, manner: '' }
}

/** To be over a bound is not to have no value; to be stopped before the end is not to be slow. */
function mannerOf({ end }: RunResult, { assertion, worst }: AssertionResult): string {
  const isBound = assertion.kind === 'every' || assertion.kind === 'mean'
  const hasNone = isBound && worst !== undefined && Number.isNaN(worst.left - worst.right)
  return `${end}${hasNone ? ', without a value' : ''}`
}
