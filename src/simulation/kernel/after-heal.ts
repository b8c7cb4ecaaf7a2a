import { UserError } from '../../lib/user-error.ts'
import type { Parameters, RunOptions, Scenario } from './scenario.ts'

/** One run whose goal is asked for. */
interface HealedRun {
  readonly seed: number
  readonly options: RunOptions
}

type GoalAfterHeal = (run: HealedRun, goal: string, limitUs: number) => boolean

/**
 * Whether a goal was met at most so long after the heal. How often that was is not in a result. But a
 * run that ends earlier is the start of the whole one, so that two shorter runs tell it.
 */
export function afterHeal(scenario: Scenario, parameters: Parameters): GoalAfterHeal {
  let known: number | undefined
  return ({ seed, options }, goal, limitUs) => {
    known ??= healTime(scenario, parameters, { seed, options })
    const metUntil = (untilUs: number) =>
      scenario.run(seed, parameters, { ...options, untilUs }).coverage[goal] ?? 0
    return metUntil(known + limitUs) > metUntil(known)
  }
}

/** The model and its parameters decide it, not the seed. @throws UserError (exit 2) where there is none. */
function healTime(scenario: Scenario, parameters: Parameters, { seed, options }: HealedRun): number {
  const { trace } = scenario.run(seed, parameters, { ...options, tracing: true })
  const healUs = trace?.healUs
  if (healUs !== undefined && Number.isFinite(healUs)) return healUs
  throw new UserError(`${scenario.id} has no time from which on all faults are over.`, {
    code: 'bad-assertion',
    next: ['Only simulations of a cluster with faults can be asked what happens "after heal".'],
  })
}
