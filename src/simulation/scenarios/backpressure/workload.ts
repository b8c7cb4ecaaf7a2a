import { RandomStream } from '../../../lib/prng.ts'
import { poissonTimes, type Stretch } from '../../kernel/arrivals.ts'
import type { Fault, Pause } from '../../kernel/fault.ts'
import { faultsOf } from '../../kernel/operations.ts'
import type { RunOptions } from '../../kernel/scenario.ts'
import type { Settings } from './parameters.ts'

const MOST_STAGES = 8

export const faultKinds = ['pause'] as const

/** All that chance and faults decide, fixed before any run begins. */
export interface Workload {
  readonly faults: readonly Pause[]
  /** Items that a producer makes that nothing holds up. */
  readonly items: number
  takesPart(item: number): boolean
  /** When an item is made that the producer begins at `fromUs`. Who begins later is done later. */
  madeAtUs(item: number, fromUs: number): number
  workUs(item: number, stage: number): number
}

export function makeWorkload(seed: number, settings: Settings, options: RunOptions): Workload {
  const gaps = new RandomStream(seed, 'gaps')
  const work = new RandomStream(seed, 'work')
  const stretches = stretchesOf(settings)
  const chosen = options.operations === undefined ? undefined : new Set(options.operations)
  const faults = faultsOf(options.faults, faultKinds, stallOf(settings))
  const last = settings.stages - 1
  return {
    faults: faults.filter(({ node }) => node < settings.stages),
    items: poissonTimes(gaps, stretches).length,
    takesPart: (item) => chosen === undefined || chosen.has(item),
    madeAtUs: (item, fromUs) => Math.floor(afterWork(gaps.exponential(item), fromUs, stretches)),
    workUs: (item, stage) => {
      const meanUs = stage === last ? settings.slowUs : settings.stageUs
      return Math.round(work.exponential(item * MOST_STAGES + stage) * meanUs)
    },
  }
}

/** How fast the producer is, until its time is over. */
function stretchesOf({ ratePerS, surgeStartUs, surgeUs, surgePerS, durationUs }: Settings): Stretch[] {
  const surgeFromUs = Math.min(surgeStartUs, durationUs)
  const surgeToUs = Math.min(surgeStartUs + surgeUs, durationUs)
  return [
    { untilUs: surgeFromUs, ratePerS },
    { untilUs: surgeToUs, ratePerS: surgePerS },
    { untilUs: durationUs, ratePerS },
  ]
}

/** When `amount` is done by somebody who begins at `fromUs` and works at the rate of each stretch. */
function afterWork(amount: number, fromUs: number, stretches: readonly Stretch[]): number {
  let atUs = fromUs
  let left = amount
  for (const { untilUs, ratePerS } of stretches) {
    const possible = Math.max(0, untilUs - atUs) * (ratePerS / 1e6)
    if (left < possible) return atUs + left / (ratePerS / 1e6)
    left -= possible
    atUs = Math.max(atUs, untilUs)
  }
  return Number.POSITIVE_INFINITY
}

function stallOf({ stages, stallStartUs, stallUs }: Settings): Fault[] {
  return stallUs > 0 ? [{ kind: 'pause', node: stages - 1, atUs: stallStartUs, durationUs: stallUs }] : []
}
