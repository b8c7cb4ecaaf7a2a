import { isFault } from './fault.ts'
import type { Runner } from './runner.ts'
import type { Observation, Sequence } from './sequence.ts'
import { effectsOf } from './value.ts'
import type { Rate } from './verdict.ts'

const REPEATS = 5

/**
 * Operations a second over the random sequences of a seed, beside the reference: for components that hold no
 * entries whose number could grow. By turns, so that both meet the same load of the machine; the least time of
 * some repeats, because noise only ever adds. Undefined for a program that stops.
 */
export async function measureRate(
  own: Runner,
  reference: Runner,
  sequences: readonly Sequence[],
  now: () => number,
): Promise<Rate | undefined> {
  const runners = [own, reference]
  const least: number[] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let operations = 0
  // The first turn starts the processes and warms them up.
  for (let turn = 0; turn <= REPEATS; turn += 1) {
    for (const [index, runner] of runners.entries()) {
      const startMs = now()
      const found = await runner.run(sequences)
      const ms = now() - startMs
      if (isFault(found) || found.some((seen) => seen === undefined)) return undefined
      if (turn === 0) operations = found.reduce((sum, seen) => sum + operationsIn(seen ?? []), 0)
      else least[index] = Math.min(least[index] ?? ms, ms)
    }
  }
  const [ownMs = 1, referenceMs = 1] = least
  const rate = (ms: number) => Math.round((operations * 1000) / Math.max(ms, 0.001))
  return { operationsPerSecond: rate(ownMs), reference: { operationsPerSecond: rate(referenceMs) } }
}

/** Calls of methods, and of functions that the program was handed. */
export function operationsIn(seen: readonly Observation[]): number {
  return seen.reduce((sum, one) => sum + (typeof one === 'string' ? 1 + effectsOf(one).length : 0), 0)
}
