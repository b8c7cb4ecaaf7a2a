import type * as FastCheck from 'fast-check'
import type { Run } from './evidence.ts'
import type { Sequence } from './sequence.ts'

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

/** Hand-written sequences may use what the arbitrary never makes; they are short as they are. */
function candidatesFor(sequence: Sequence, arbitrary: FastCheck.Arbitrary<Sequence>): Iterator<Sequence> {
  if (!arbitrary.canShrinkWithoutContext(sequence)) return [][Symbol.iterator]()
  return arbitrary
    .shrink(sequence, undefined)
    .map((candidate) => candidate.value)
    [Symbol.iterator]()
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
