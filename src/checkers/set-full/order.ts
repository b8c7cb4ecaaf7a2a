import type { Operation } from '../../history/operation.ts'
import { by, show } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import type { Element, Read, SetHistory } from './elements.ts'

/** An operation, or all attempts to add one element, at its place in the only order that the reads leave. */
interface Placed {
  readonly place: number
  readonly call: number
  readonly return: number
  readonly operation: Operation
  readonly text: string
}

const isWithin = (small: ReadonlySet<number>, large: ReadonlySet<number>) => {
  for (const one of small) if (!large.has(one)) return false
  return true
}

const missingFrom = (read: Read, other: Read, elements: readonly Element[]) => {
  for (const at of read.seen) if (!other.seen.has(at)) return show(elements[at]?.value ?? null)
  return ''
}

const incomparable = (a: Read, b: Read, elements: readonly Element[]): Finding => ({
  kind: 'incomparable-reads',
  text: `${by(a.operation)} saw ${missingFrom(a, b, elements)}, which ${by(b.operation)} did not see, and missed ${missingFrom(b, a, elements)}, which that one saw: no order of the adds explains both`,
  operations: [a.operation, b.operation],
})

const inverted = (late: Placed, early: Placed): Finding => ({
  kind: 'real-time',
  text: `${late.text} had ended before ${early.text} began, but the reads show the opposite order`,
  operations: [late.operation, early.operation],
})

function placedElement(one: Element, place: number): Placed | undefined {
  const alive = one.adds.filter((add) => add.outcome !== 'fail')
  const first = alive[0]
  if (!first) return undefined
  const done = alive.filter((add) => add.outcome === 'ok')
  const ended = done.sort((a, b) => a.return - b.return)[0]
  return {
    place,
    call: first.call,
    return: ended?.return ?? Number.POSITIVE_INFINITY,
    operation: ended ?? first,
    text: `the add of ${show(one.value)} by ${by(ended ?? first)}`,
  }
}

/** Reads of equal sets share an odd place; what a group sees for the first time was added at the even place before it. */
function placeAll(history: SetHistory, reads: readonly Read[]): Placed[] {
  const placed: Placed[] = []
  const firstSeen = new Map<number, number>()
  let [place, size] = [-1, -1]
  for (const read of reads) {
    if (read.seen.size !== size) place += 2
    size = read.seen.size
    for (const at of read.seen) if (!firstSeen.has(at)) firstSeen.set(at, place - 1)
    const { call, return: end } = read.operation
    placed.push({
      place,
      call,
      return: end,
      operation: read.operation,
      text: `the read of ${by(read.operation)}`,
    })
  }
  history.elements.forEach((one, at) => {
    const seenAt = firstSeen.get(at)
    const isDone = one.adds.some((add) => add.outcome === 'ok')
    const element = seenAt !== undefined || isDone ? placedElement(one, seenAt ?? place + 1) : undefined
    if (element) placed.push(element)
  })
  return placed.sort((a, b) => a.place - b.place || a.call - b.call)
}

function firstInversion(placed: readonly Placed[]): Finding[] {
  let lower: Placed | undefined
  let pending: Placed | undefined
  let place = -1
  for (const one of placed) {
    if (one.place !== place) {
      if (pending && (!lower || pending.call > lower.call)) lower = pending
      place = one.place
      pending = undefined
    }
    if (lower && one.return < lower.call) return [inverted(one, lower)]
    if (!pending || one.call > pending.call) pending = one
  }
  return []
}

/**
 * Whether one order of adds and reads explains a set that only grows, in real time too (linearizability). Whole
 * reads leave at most one order: by size, each within the next, and an add just before the first read that sees its
 * element. So it is enough to see that the reads are comparable and that nothing which ended before another began
 * comes after it in that order. Complete, and n log n beside the size of the reads.
 */
export function orderFindings(history: SetHistory): Finding[] {
  const reads = [...history.reads].sort((a, b) => a.seen.size - b.seen.size)
  for (const [at, large] of reads.entries()) {
    const small = reads[at - 1]
    if (small && !isWithin(small.seen, large.seen)) return [incomparable(small, large, history.elements)]
  }
  return firstInversion(placeAll(history, reads))
}
