import type { RandomStream } from '../../../lib/prng.ts'
import type { EventWorld } from '../../kernel/event-model.ts'

/**
 * How long customer `n` is served, in microseconds: a function of the seed and `n` alone, so that all
 * variants serve the same customers. `cv` is the standard deviation over the mean.
 */
export function serviceTimes(world: EventWorld, meanUs: number, cv: number): (n: number) => number {
  const draws = world.random('service')
  if (cv > 1) return hyperexponential(draws, world.random('service phase'), meanUs, cv)
  // A fixed part and an exponential rest: nothing but the first at 0, nothing but the second at 1.
  const fixedUs = meanUs * (1 - cv)
  const restUs = meanUs * cv
  return (n) => Math.floor(fixedUs + restUs * draws.exponential(n) + 0.5)
}

/** Most are quick and few are slow, two exponentials that bring in equal work ("balanced means", Allen 1990). */
function hyperexponential(
  draws: RandomStream,
  phases: RandomStream,
  meanUs: number,
  cv: number,
): (n: number) => number {
  const quickShare = (1 + Math.sqrt((cv * cv - 1) / (cv * cv + 1))) / 2
  const quickUs = meanUs / (2 * quickShare)
  const slowUs = meanUs / (2 * (1 - quickShare))
  return (n) => Math.floor((phases.uniform(n) < quickShare ? quickUs : slowUs) * draws.exponential(n) + 0.5)
}
