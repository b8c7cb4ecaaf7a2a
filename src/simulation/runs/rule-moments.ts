import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import type { Fault, FaultRule } from '../kernel/fault.ts'
import type { Parameters } from '../kernel/scenario.ts'
import type { Asked } from './executor.ts'
import type { ScenarioInfo } from './task.ts'

/** A moment that none of so many seeds comes to, with the faults that they draw, is taken for one that there is not. */
const SEEDS_TRIED = 20

/**
 * A rule that waits for what never happens would never strike, and nobody would know. A model may have
 * moments that it names nowhere beforehand: whether it has is seen by running it.
 * @throws UserError (exit 2) with the moments that there are.
 */
export async function requireMoments(
  faults: readonly (Fault | FaultRule)[],
  executor: Asked & { readonly info: ScenarioInfo },
  parameters: Parameters,
): Promise<void> {
  const { id, moments = [] } = executor.info
  for (const [index, fault] of faults.entries()) {
    if (fault.kind !== 'when' || moments.includes(fault.moment)) continue
    if (await happens(fault.moment, executor, parameters)) continue
    const near = closest(fault.moment, moments)
    throw new UserError(
      `${id} has no moment "${fault.moment}" (faults[${index}]), so that its rule would never strike.`,
      {
        code: 'unknown-moment',
        next: [
          ...(near.length > 0 ? [`Did you mean: ${near.join(', ')}`] : []),
          moments.length > 0 ? `Its moments: ${moments.join(', ')}` : 'It has none.',
        ],
      },
    )
  }
}

async function happens(moment: string, executor: Asked, parameters: Parameters): Promise<boolean> {
  const rule: FaultRule = { kind: 'when', moment, nth: 1, strike: 'pause', afterUs: 1, durationUs: 1 }
  for (let seed = 1; seed <= SEEDS_TRIED; seed += 1) {
    const drawn = (await executor.ask('show', { seed, parameters, options: {} })).result.faults
    const options = { faults: [...drawn, rule] }
    const { faults } = (await executor.ask('show', { seed, parameters, options })).result
    if (faults.length > drawn.length) return true
  }
  return false
}
