import { formatQuantity, type Unit } from '../lib/quantity.ts'
import type { Interval } from '../lib/statistics.ts'
import type { SimulatingMessages } from '../messages/simulating/en.ts'
import type { AssertionResult, WorstRun } from '../simulation/kernel/assertion-tally.ts'

/** What was found, as a clause that follows the assertion: `93.8 ms against 250 ms`. */
export function assertionFinding(result: AssertionResult, words: SimulatingMessages): string {
  const { found } = words
  const all = { seeds: words.seeds({ count: result.seeds }) }
  switch (result.assertion.kind) {
    case 'mean':
      return meanFinding(result, result.assertion.bound.unit, words)
    case 'every':
      return worstFinding(result, result.assertion.bound.unit, words)
    case 'sometimes':
      return result.verdict === 'pass' ? found.happened : found.inNone(all)
    case 'within':
      return result.verdict === 'pass' ? found.holds(all) : lateFinding(result, words)
    default:
      if (result.verdict === 'pass') return found.holds(all)
      return result.seeds === 1 ? found.happened : failedIn(result, words)
  }
}

function meanFinding(result: AssertionResult, unit: Unit, words: SimulatingMessages): string {
  const { seeds: count, worst, left, right, verdict } = result
  if (count === 1 && worst !== undefined) return sides(worst, unit, words)
  if (left === undefined || right === undefined) return ''
  const found = words.found.mean({ left: withInterval(left, unit), right: withInterval(right, unit) })
  return verdict === 'weak' ? words.found.undecided({ found }) : found
}

function worstFinding(result: AssertionResult, unit: Unit, words: SimulatingMessages): string {
  const { worst, seeds: count, failed } = result
  if (worst === undefined) return ''
  if (count === 1) return sides(worst, unit, words)
  const atWorst = words.found.atWorst({ worst: sides(worst, unit, words), seed: worst.seed })
  return failed.count > 0 ? `${failedIn(result, words)}, ${atWorst}` : atWorst
}

/** When it recovered is known; when a goal was met is not. */
function lateFinding(result: AssertionResult, words: SimulatingMessages): string {
  const { worst, seeds: count } = result
  const when = worst === undefined ? words.found.late : lateText(worst, words)
  if (count === 1) return when
  const failed = failedIn(result, words)
  if (worst === undefined) return failed
  return `${failed}, ${words.found.atWorst({ worst: when, seed: worst.seed })}`
}

function lateText({ left }: WorstRun, { found }: SimulatingMessages): string {
  return Number.isNaN(left) ? found.never : found.after({ time: formatQuantity(left, 'ms') })
}

function failedIn({ failed, seeds: count }: AssertionResult, words: SimulatingMessages): string {
  return words.found.fails({ failed: failed.count, seeds: words.seeds({ count }) })
}

function sides({ left, right }: WorstRun, unit: Unit, { found }: SimulatingMessages): string {
  return found.against({ left: formatQuantity(left, unit), right: formatQuantity(right, unit) })
}

/** A constant has no interval worth printing. */
function withInterval({ mean, low, high }: Interval, unit: Unit): string {
  const text = formatQuantity(mean, unit)
  if (low === high || Number.isNaN(low)) return text
  return `${text} [${formatQuantity(low, unit)}, ${formatQuantity(high, unit)}]`
}
