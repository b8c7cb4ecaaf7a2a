import { exp } from '../../lib/portable-math.ts'

/** Makes scores into shares that add up to 1, in place. */
export function softmax(scores: Float64Array): void {
  let most = -Infinity
  for (let at = 0; at < scores.length; at += 1) most = Math.max(most, scores[at] as number)
  let whole = 0
  for (let at = 0; at < scores.length; at += 1) {
    const part = exp((scores[at] as number) - most)
    scores[at] = part
    whole += part
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] as number) / whole
}
