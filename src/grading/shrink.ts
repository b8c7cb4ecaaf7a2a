import type * as FastCheck from 'fast-check'
import type { Run } from './evidence.ts'
import { alone, isLinked, type Sequence } from './sequence.ts'

export interface ShrinkOptions {
  readonly arbitrary: FastCheck.Arbitrary<Sequence>
  /** Runs the sequences; undefined for those that were not run. */
  readonly run: (sequences: readonly Sequence[]) => Promise<readonly (Run | undefined)[]>
  /** Whether a run still shows what is to be explained. */
  readonly shows: (run: Run) => boolean
  /** True when there is no time left. */
  readonly isOver: () => boolean
}

const BATCH = 24
const MOST_BATCHES = 80

/** A shortest run that still shows the fault, found by fast-check's own shrinking, many candidates at a time. */
export async function shrink(start: Run, options: ShrinkOptions): Promise<Run> {
  let best = cutAfterDivergence(start)
  for (let batches = 0; batches < MOST_BATCHES; ) {
    const candidates = candidatesFor(best.sequence, options.arbitrary)
    let better: Run | undefined
    for (let batch = take(candidates); batch.length > 0 && better === undefined; batch = take(candidates)) {
      if (options.isOver() || batches >= MOST_BATCHES) return best
      batches += 1
      const runs = await options.run(batch)
      better = runs.find((run): run is Run => run !== undefined && options.shows(run))
    }
    if (better === undefined) return best
    best = cutAfterDivergence(better)
  }
  return best
}

/** Nothing after the departure matters. */
export function cutAfterDivergence(run: Run): Run {
  const end = (run.divergence ?? run.sequence.ops.length) + 1
  return {
    ...run,
    sequence: { ...run.sequence, ops: run.sequence.ops.slice(0, end) },
    observations: run.observations.slice(0, end),
    expectations: run.expectations.slice(0, end),
  }
}

/**
 * First fast-check's own: it takes away, or makes smaller, one thing at a time. Then steps for the ends
 * where only two changes together get further: two operations, or a smaller option and an operation.
 * Hand-written sequences may use what the arbitrary never makes; they are short as they are.
 */
function* candidatesFor(
  sequence: Sequence,
  arbitrary: FastCheck.Arbitrary<Sequence>,
): Generator<Sequence, undefined> {
  if (!arbitrary.canShrinkWithoutContext(sequence)) return undefined
  for (const { value } of arbitrary.shrink(sequence, undefined)) yield value
  for (const candidate of [
    ...oneSubject(sequence),
    ...inTurns(sequence),
    ...withoutOverlap(sequence),
    ...twoAtATime(sequence),
  ]) {
    if (arbitrary.canShrinkWithoutContext(candidate)) yield candidate
  }
  return undefined
}

/** One subject without the other. */
function oneSubject(sequence: Sequence): Sequence[] {
  if (sequence.subjects === 1 || isLinked(sequence)) return []
  return Array.from({ length: sequence.subjects }, (_, on) => alone(sequence, on))
}

/** Calls that begin together begin one after the other. */
function inTurns({ ops, ...rest }: Sequence): Sequence[] {
  return ops.flatMap((op, index) =>
    op.op === 'begin' && op.together
      ? [{ ...rest, ops: ops.with(index, { op: 'begin', on: op.on, id: op.id }) }]
      : [],
  )
}

/** A call that begins and ends in two steps becomes one in one step, where it began or where it ended. */
function* withoutOverlap(sequence: Sequence): Generator<Sequence, undefined> {
  const { ops } = sequence
  for (const [start, begin] of ops.entries()) {
    if (begin.op !== 'begin') continue
    const end = ops.findIndex((op, index) => index > start && op.op === 'end' && op.id === begin.id)
    const ending = ops[end]
    if (ending?.op !== 'end') continue
    const call = { op: 'call', on: begin.on, outcome: ending.outcome, durationMs: 0 } as const
    yield { ...sequence, ops: ops.toSpliced(end, 1).toSpliced(start, 1, call) }
    yield { ...sequence, ops: ops.toSpliced(end, 1, call).toSpliced(start, 1) }
  }
  return undefined
}

const MOST_OPERATIONS = 16

function* twoAtATime(sequence: Sequence): Generator<Sequence, undefined> {
  const { ops, options } = sequence
  if (ops.length > MOST_OPERATIONS) return undefined
  for (let first = 0; first < ops.length; first += 1) {
    const one = { ...sequence, ops: ops.toSpliced(first, 1) }
    for (const [name, value] of Object.entries(options)) {
      if (typeof value === 'number') yield { ...one, options: { ...options, [name]: value - 1 } }
    }
    for (let second = first; second < one.ops.length; second += 1) {
      yield { ...one, ops: one.ops.toSpliced(second, 1) }
    }
  }
  return undefined
}

function take(candidates: Iterator<Sequence>): Sequence[] {
  const batch: Sequence[] = []
  while (batch.length < BATCH) {
    const next = candidates.next()
    if (next.done) break
    batch.push(next.value)
  }
  return batch
}
