import type { Operation, Process } from '../../../history/operation.ts'
import type { Trace } from '../../../simulation/kernel/trace.ts'
import type { ClusterRun } from '../cluster-run.ts'
import type { Workload } from '../workloads/workload.ts'
import { exchangesOf } from './exchanges.ts'
import { faultName, faultSpans } from './fault-spans.ts'
import { type Flight, flightsOf } from './flights.ts'
import type { Story } from './story.ts'
import { traceOf } from './trace-of-run.ts'

/** All that is drawn of a run. */
export interface RunPicture {
  readonly operations: readonly Operation[]
  /** Positions of the calls by which a failure is told. */
  readonly focus: readonly number[]
  /** Which node each process asks. */
  readonly nodeOf: ReadonlyMap<Process, string>
  /** On the clock of the operations. */
  readonly faults: readonly { readonly fromUs: number; readonly toUs: number; readonly text: string }[]
  readonly story?: Story
  /** Every message of a stretch: that of the failure, else from the start. */
  readonly messages: Trace
  /** How many messages there were, of which `messages` has a part. */
  readonly messageCount: number
}

/** More, and no browser shows them well; Maelstrom ends at 10,000 events. */
const MOST_DRAWN = 2000

export function pictureOf(
  run: ClusterRun,
  workload: Workload,
  operations: readonly Operation[],
  story: Story | undefined,
): RunPicture {
  const flights = flightsOf(run.passed)
  const spans = faultSpans(run)
  const drawn = stretchOf(flights, story)
  const [fromUs, toUs] = [drawn[0]?.sentUs ?? 0, drawn.at(-1)?.endUs ?? 0]
  const met = spans.filter((span) => span.toUs >= fromUs && span.fromUs <= toUs)
  const verdicts = story?.diagram.notes.filter(({ kind }) => kind === 'violation') ?? []
  const requests = exchangesOf(run.events, flights, workload, run.leftOut)
  const nodeOf = new Map<Process, string>()
  for (const { process, call } of operations) {
    const node = requests.get(call)?.request.message.dest
    if (node !== undefined) nodeOf.set(process, node)
  }
  return {
    operations,
    focus: story?.calls ?? [],
    nodeOf,
    faults: spans.map((span) => ({ fromUs: span.fromUs, toUs: span.toUs, text: faultName(span.fault) })),
    ...(story === undefined ? {} : { story }),
    messages: traceOf({ nodes: run.nodes, flights: drawn, spans: met, notes: verdicts }),
    messageCount: Math.max(flights.length, run.messages.servers + run.messages.clients),
  }
}

/** The last messages up to the failure, or the first of the run. */
function stretchOf(flights: readonly Flight[], story: Story | undefined): readonly Flight[] {
  if (story === undefined) return flights.slice(0, MOST_DRAWN)
  return flights.filter(({ sentUs }) => sentUs <= story.toUs).slice(-MOST_DRAWN)
}
