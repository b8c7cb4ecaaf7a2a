import { counted } from '../../../lib/counted.ts'
import { UserError } from '../../../lib/user-error.ts'
import type { Fault, FaultRule, NodeId } from '../fault.ts'
import { withRecording } from '../lazy-recording.ts'
import type { Caption, Metric, Parameters, RunOptions, RunResult, Scenario, Series } from '../scenario.ts'
import { requireSameHash } from '../sweep.ts'
import type { Trace } from '../trace.ts'
import { Chronicle } from './chronicle.ts'
import { Cluster, type ClusterOptions, type Setup } from './cluster.ts'
import { Film } from './film.ts'
import type { ClusterModel } from './model.ts'
import { measureOperations, seriesOfOperations } from './operations.ts'
import { recovery, watchRecovery } from './recovery.ts'
import { swarm } from './swarm.ts'

const MOST_EVENTS = 5_000_000

/** What every cluster measures. */
const clusterMetrics: readonly Metric[] = [
  { id: 'messages', unit: 'count', description: 'messages that nodes and clients sent' },
  { id: 'faults', unit: 'count', description: 'faults that struck' },
]

/** What every cluster with clients measures as well. */
const clientMetrics: readonly Metric[] = [
  { id: 'operations_ok', unit: 'count', description: 'operations of clients that succeeded' },
  { id: 'operations_failed', unit: 'count', description: 'operations that certainly did not take effect' },
  { id: 'operations_unknown', unit: 'count', description: 'operations without an answer in time' },
  { id: 'availability', unit: 'ratio', description: 'share of the ended operations that succeeded' },
  { id: 'p50', unit: 'ms', description: 'median latency of the operations that succeeded' },
  { id: 'p99', unit: 'ms', description: 'latency that 99 % of the operations that succeeded do not exceed' },
  { id: 'messages_per_operation', unit: 'count', description: 'messages for each operation that succeeded' },
  {
    id: 'recovery_ms',
    unit: 'ms',
    description:
      'from the end of the last fault until an operation that began after it succeeds; none if never',
  },
]

/** A model of a protocol as a scenario that can be run, swept, shrunk and shown. */
export function clusterScenario(model: ClusterModel): Scenario {
  const { id, title, version, lesson, parameters, invariants, goals, mutants, faultKinds } = model
  const defaults = Object.fromEntries(parameters.map((one) => [one.id, one.default]))
  // The defaults decide: a model with clients has them at all settings.
  const { workload, tolerates } = model.setup(defaults, undefined)
  return {
    id,
    title,
    version,
    lesson,
    variants: [{ prefix: '', title: 'value' }],
    parameters,
    metrics: [...model.metrics, ...(workload === undefined ? [] : clientMetrics), ...clusterMetrics],
    invariants,
    goals,
    mutants,
    faultKinds,
    moments: [...new Set([...(tolerates.moments ?? []), ...goals.map((goal) => goal.id)])],
    traced: true,
    run: (seed, values, options = {}) => runModel(model, seed, values, options),
    tell: (result, values) => tellRun(model, result, values),
  }
}

function runModel(model: ClusterModel, seed: number, values: Parameters, options: RunOptions): RunResult {
  const setup = model.setup(values, options.mutant) as Setup
  if (!options.tracing) return resultOf(model, seed, runCluster(model, seed, setup, options))
  const chronicle = new Chronicle(setup.nodes)
  const ran = runCluster(model, seed, setup, options, { chronicle })
  chronicle.close()
  const result = resultOf(model, seed, ran)
  const { healUs } = ran.cluster
  return withRecording(result, {
    captions: () => captionsOf(chronicle, setup.nodes),
    trace: () => traceOf(model, values, options, result, healUs, chronicle),
  })
}

interface Ran {
  readonly cluster: Cluster
  readonly end: RunResult['end']
}

function runCluster(
  model: ClusterModel,
  seed: number,
  setup: Setup,
  options: RunOptions,
  recorders: Pick<ClusterOptions, 'chronicle' | 'film'> = {},
): Ran {
  const healUs = Math.min(setup.healUs ?? Math.round(setup.durationUs * 0.6), setup.durationUs)
  const faults = options.faults ?? swarm(seed, { nodes: setup.nodes, healUs, tolerates: setup.tolerates })
  for (const fault of faults) requireNodes(fault, setup.nodes.length, model.id)
  const cluster = new Cluster({
    seed,
    setup,
    faults,
    operations: options.operations,
    statements: new Map(model.invariants.map((one) => [one.id, one.statement])),
    untilUs: options.untilUs ?? Number.POSITIVE_INFINITY,
    maxEvents: options.maxEvents ?? MOST_EVENTS,
    beat: options.beat,
    ...recorders,
  })
  const end = cluster.run()
  if (end === 'done') watchRecovery(cluster, setup)
  return { cluster, end }
}

/** Runs it once more, and films it. */
function traceOf(
  model: ClusterModel,
  values: Parameters,
  options: RunOptions,
  { seed, traceHash }: RunResult,
  healUs: number,
  chronicle: Chronicle,
): Trace {
  const setup = model.setup(values, options.mutant) as Setup
  const film = new Film(setup)
  const { cluster } = runCluster(model, seed, setup, options, { film })
  requireSameHash(seed, traceHash, cluster.hash.digest())
  return {
    nodes: setup.nodes.map(({ name, role }) => ({ name, role })),
    changes: film.changes,
    messages: film.messages,
    notes: chronicle.notes.map(({ atUs, node, text, kind }) => ({ atUs, node, text, kind })),
    faults: cluster.plan.faults,
    healUs: Number.isFinite(healUs) ? healUs : undefined,
    endUs: cluster.nowUs,
    truncated: film.isFull || chronicle.isFull,
  }
}

function resultOf(model: ClusterModel, seed: number, { cluster, end }: Ran): RunResult {
  const { workload, plan, healUs, nowUs } = cluster
  return {
    seed,
    traceHash: cluster.hash.digest(),
    events: cluster.events,
    endUs: nowUs,
    violations: cluster.violations,
    metrics: { ...cluster.monitor.metrics?.(), ...(workload && clientsOf(cluster)), ...countsOf(cluster) },
    series: [...(workload ? seriesOfOperations(workload.all, nowUs) : []), ...seriesOf(cluster)],
    captions: [],
    spans: healUs < nowUs ? [{ fromUs: 0, toUs: healUs, text: 'faults' }] : [],
    coverage: Object.fromEntries(model.goals.map((goal) => [goal.id, cluster.count(goal.id)])),
    faults: plan.faults,
    operations: cluster.arrivals,
    end,
  }
}

function clientsOf(cluster: Cluster): Record<string, number> {
  const measured = measureOperations(cluster.operations)
  const ok = measured['operations_ok'] ?? 0
  return {
    ...measured,
    messages_per_operation: ok === 0 ? Number.NaN : cluster.messages / ok,
    recovery_ms: recovery(cluster) / 1000,
  }
}

function countsOf({ messages, plan }: Cluster): Record<string, number> {
  return { messages, faults: plan.faults.length }
}

function seriesOf({ monitor }: Cluster): Series[] {
  return monitor.series?.() ?? []
}

function captionsOf({ notes }: Chronicle, nodes: Setup['nodes']): Caption[] {
  return notes.map(({ atUs, node, text, kind }) => {
    const name = kind === 'violation' ? undefined : nodes[node]?.name
    return { atUs, text: name === undefined ? text : `${name} ${text}`, variant: '' }
  })
}

function tellRun(model: ClusterModel, result: RunResult, values: Parameters): string[] {
  const { faults = 0, operations_ok: ok, operations_failed, operations_unknown } = result.metrics
  const clients =
    ok === undefined
      ? []
      : [
          `${counted(ok, 'operation')} succeeded, ${operations_failed} failed, ${operations_unknown} ended without an answer, while ${counted(faults, 'fault')} struck.`,
        ]
  return [...(model.tell?.(result.metrics, values) ?? []), ...clients]
}

function requireNodes(fault: Fault | FaultRule, size: number, id: string): void {
  const wrong = nodesOf(fault).find((node) => !Number.isInteger(node) || node < 0 || node >= size)
  if (wrong === undefined) return
  throw new UserError(
    `The ${fault.kind} fault names node ${wrong}, but ${id} has the nodes 0 to ${size - 1}.`,
    {
      code: 'bad-fault',
      next: ['Change the schedule, or the parameter that says how many nodes there are.'],
    },
  )
}

function nodesOf(fault: Fault | FaultRule): readonly NodeId[] {
  switch (fault.kind) {
    case 'when':
    case 'load':
      return []
    case 'partition':
      return fault.side
    case 'link':
      return [...(fault.from ?? []), ...(fault.to ?? [])]
    case 'clog':
    case 'drop':
      return [fault.from, fault.to]
    default:
      return [fault.node]
  }
}
