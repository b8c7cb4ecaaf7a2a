import { formatQuantity, type Unit } from '../lib/quantity.ts'
import type { Interval } from '../lib/statistics.ts'
import type { AssertionResult, WorstRun } from '../simulation/kernel/assertion-tally.ts'

/** What was found, as a clause that follows the assertion: `93.8 ms against 250 ms`. */
export function assertionFinding(result: AssertionResult): string {
  switch (result.assertion.kind) {
    case 'mean':
      return meanFinding(result, result.assertion.bound.unit)
    case 'every':
      return worstFinding(result, result.assertion.bound.unit)
    case 'sometimes':
      return result.verdict === 'pass' ? 'it happened' : `in none of ${seeds(result.seeds)}`
    case 'within':
      return result.verdict === 'pass' ? `holds in ${seeds(result.seeds)}` : lateFinding(result)
    default:
      if (result.verdict === 'pass') return `holds in ${seeds(result.seeds)}`
      return result.seeds === 1 ? 'it happened' : failedIn(result)
  }
}

function meanFinding({ seeds: count, worst, left, right, verdict }: AssertionResult, unit: Unit): string {
  if (count === 1 && worst !== undefined) return sides(worst, unit)
  if (left === undefined || right === undefined) return ''
  const found = `mean ${withInterval(left, unit)} against ${withInterval(right, unit)}`
  return verdict === 'weak' ? `${found}; the interval decides nothing, run more seeds` : found
}

function worstFinding(result: AssertionResult, unit: Unit): string {
  const { worst, seeds: count, failed } = result
  if (worst === undefined) return ''
  if (count === 1) return sides(worst, unit)
  return `${failed.count > 0 ? `${failedIn(result)}, ` : ''}at worst ${sides(worst, unit)} in seed ${worst.seed}`
}

/** When it recovered is known; when a goal was met is not. */
function lateFinding(result: AssertionResult): string {
  const { worst, seeds: count } = result
  const when =
    worst === undefined ? 'not in time' : Number.isNaN(worst.left) ? 'never' : `after ${sideText(worst)}`
  if (count === 1) return when
  return worst === undefined
    ? failedIn(result)
    : `${failedIn(result)}, at worst ${when} in seed ${worst.seed}`
}

function sideText({ left }: WorstRun): string {
  return formatQuantity(left, 'ms')
}

function failedIn({ failed, seeds: count }: AssertionResult): string {
  return `fails in ${failed.count} of ${seeds(count)}`
}

function sides({ left, right }: WorstRun, unit: Unit): string {
  return `${formatQuantity(left, unit)} against ${formatQuantity(right, unit)}`
}

/** A constant has no interval worth printing. */
function withInterval({ mean, low, high }: Interval, unit: Unit): string {
  const text = formatQuantity(mean, unit)
  if (low === high || Number.isNaN(low)) return text
  return `${text} [${formatQuantity(low, unit)}, ${formatQuantity(high, unit)}]`
}

function seeds(count: number): string {
  return `${count} seed${count === 1 ? '' : 's'}`
}
