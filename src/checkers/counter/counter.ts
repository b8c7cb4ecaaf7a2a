import type { Operation } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, integer, misshapen, show } from '../evidence.ts'
import type { Checker } from '../registry.ts'
import type { Finding } from '../verdict.ts'
import { ReachableSums } from './sums.ts'

const DEFAULT_BUDGET = 10_000

const delta = (one: Operation): number => integer(one.input) ?? 0

function addsOf(operations: readonly Operation[], model: string): Operation[] {
  const adds = operations.filter((one) => one.f === 'add')
  for (const one of adds) {
    if (integer(one.input) === undefined) throw misshapen(one, model, 'an integer to add')
    if (model === 'g-counter' && delta(one) < 0) throw misshapen(one, model, 'no integer below zero to add')
  }
  return adds
}

const notAnInteger = (one: Operation): Finding => ({
  kind: 'not-an-integer',
  text: `${by(one)} read ${show(one.output)}, which is no integer`,
  operations: [one],
})

const finalWrong = (one: Operation, sums: ReachableSums): Finding => ({
  kind: 'wrong-final-read',
  text: `the final read of ${by(one)} gave ${show(one.output)}; with all that was acknowledged it must be ${sums.text()}`,
  operations: [one],
})

const impossible = (one: Operation, sums: ReachableSums): Finding => ({
  kind: 'impossible-read',
  text: `${by(one)} read ${show(one.output)}, which no choice of the adds begun by then gives (possible: ${sums.text()})`,
  operations: [one],
})

const backward = (before: Operation, one: Operation): Finding => ({
  kind: 'backward-read',
  text: `${by(one)} read ${show(one.output)} after the same process had read ${show(before.output)} (${by(before)}): the counter only grows`,
  operations: [before, one],
})

/** Sums of what was acknowledged, with and without each add of which nobody knows. */
function finalSums(adds: readonly Operation[], budget: number): ReachableSums {
  const sure = adds.filter((one) => one.outcome === 'ok')
  const sums = new ReachableSums(
    sure.reduce((sum, one) => sum + delta(one), 0),
    budget,
  )
  for (const one of adds) if (one.outcome === 'info') sums.maybe(delta(one))
  return sums
}

/** A replica may have heard of any of the adds that began before a read ended, and of no other. */
function impossibleReads(adds: readonly Operation[], reads: readonly Operation[], budget: number): Finding[] {
  const alive = adds.filter((one) => one.outcome !== 'fail')
  const sums = new ReachableSums(0, budget)
  let next = 0
  const inOrder = [...reads].sort((a, b) => a.return - b.return)
  return inOrder.flatMap((read) => {
    for (let add = alive[next]; add && add.call < read.return; add = alive[next]) {
      sums.maybe(delta(add))
      next += 1
    }
    const value = integer(read.output)
    return value === undefined || sums.has(value) ? [] : [impossible(read, sums)]
  })
}

function backwardReads(reads: readonly Operation[]): Finding[] {
  const last = new Map<unknown, Operation>()
  return reads.flatMap((read) => {
    const before = last.get(read.process)
    last.set(read.process, read)
    const [was, is] = [integer(before?.output), integer(read.output)]
    return before && was !== undefined && is !== undefined && is < was ? [backward(before, read)] : []
  })
}

function whatIsMissing(
  adds: readonly Operation[],
  finals: readonly Operation[],
  sums: ReachableSums,
): string | undefined {
  if (finals.length === 0) {
    return 'no read is marked as a final one (`:final? true`), taken after the counter had time to settle: reads in the middle may lag, so that only impossible values can be told'
  }
  if (!adds.some((one) => one.outcome === 'ok' && delta(one) !== 0)) {
    return `none of ${counted(adds.length, 'add')} was acknowledged and changed the counter: final reads of ${[...new Set(finals.map((one) => show(one.output)))].join(', ')} prove nothing`
  }
  return sums.isExact
    ? undefined
    : 'too many sums are possible for this budget of ranges: the final reads lie between the least and the largest, more cannot be told'
}

/**
 * A counter that settles: `add` of an integer, `read` of the sum (Maelstrom's g-counter and pn-counter).
 *
 * `eventual`: every final read is the sum of all acknowledged adds and of any of those of which nobody knows, as
 * Maelstrom has it; and, beyond Maelstrom, every read is the sum of some of the adds that began before it ended.
 * `monotonic`, for a g-counter, which only grows: moreover no process reads less than it read before.
 *
 * A history whose adds were never acknowledged, or added nothing, is `unknown`: Maelstrom calls it valid. So is one
 * without final reads. Throws a `UserError` for an add of anything but an integer. Steps: adds x ranges, of which
 * there are few when addends are small; at most `budget` ranges are kept (10,000 by default).
 */
export const counter = (model: string): Checker =>
  forClients((operations, options) => {
    const budget = options?.budget ?? DEFAULT_BUDGET
    const adds = addsOf(operations, model)
    const reads = operations.filter((one) => one.f === 'read' && one.outcome === 'ok')
    const finals = reads.filter((one) => one.final)
    const sums = finalSums(adds, budget)
    const wrong = finals.filter((one) => {
      const value = integer(one.output)
      return value !== undefined && !sums.has(value)
    })
    const backwards = model === 'g-counter' ? backwardReads(reads) : []
    return conclude({
      model,
      operations,
      findings: [
        ...wrong.map((one) => finalWrong(one, sums)),
        ...reads.filter((one) => integer(one.output) === undefined).map(notAnInteger),
        ...impossibleReads(adds, reads, budget),
        ...(options?.consistency === 'monotonic' ? backwards : []),
      ],
      missing: whatIsMissing(adds, finals, sums),
      right: `${counted(finals.length, 'final read')} of ${counted(adds.length, 'add')} gave ${sums.text()}`,
      stats: {
        'add-count': adds.length,
        'acknowledged-count': adds.filter((one) => one.outcome === 'ok').length,
        'read-count': reads.length,
        'final-read-count': finals.length,
        'backward-read-count': backwards.length,
        'acceptable-least': sums.ranges[0]?.[0] ?? 0,
        'acceptable-most': sums.ranges[sums.ranges.length - 1]?.[1] ?? 0,
      },
    })
  })
