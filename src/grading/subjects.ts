import type { Run } from './evidence.ts'
import { type Fault, isFault } from './fault.ts'
import { alone, isOdd, type Operation, type Sequence } from './sequence.ts'

type RunAgain = (sequences: readonly Sequence[]) => Promise<readonly (Run | undefined)[] | Fault>

/**
 * Runs of several subjects that depart, each tried again with only the subject that departed. Where that
 * departs as well, the others had no part in it, and the shorter run stands for the longer.
 */
export async function eachAlone(
  departed: readonly Run[],
  runAgain: RunAgain,
): Promise<readonly Run[] | Fault> {
  const several = departed.filter((run) => run.sequence.subjects > 1 && !endsProcess(run))
  if (several.length === 0) return departed
  const again = await runAgain(several.map(subjectAlone))
  if ('code' in again && isFault(again)) return again
  const shorter = new Map(several.map((run, index) => [run, (again as readonly (Run | undefined)[])[index]]))
  return departed.map((run) => {
    const found = shorter.get(run)
    return found?.divergence === undefined ? run : found
  })
}

function endsProcess({ observations, divergence = 0 }: Run): boolean {
  const seen = observations[divergence]
  return isOdd(seen) && (seen.ended === 'stuck' || seen.ended === 'exited')
}

function subjectAlone({ sequence, divergence = 0 }: Run): Sequence {
  const ops = sequence.ops.slice(0, divergence + 1)
  const last = ops.at(-1)
  if (last === undefined) return sequence
  const begun = last.op === 'end' || last.op === 'finish' ? ops.findLast((op) => startsWhat(last, op)) : last
  return alone({ ...sequence, ops }, begun !== undefined && 'on' in begun ? begun.on : 0)
}

function startsWhat(last: Operation & { op: 'end' | 'finish' }, op: Operation): boolean {
  if (last.op === 'end') return op.op === 'begin' && op.id === last.id
  return op.op === 'start' && op.id === last.of
}
