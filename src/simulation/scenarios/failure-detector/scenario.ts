import { normalTailPoint } from '../../../lib/normal-tail.ts'
import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Metric, Parameters, Scenario, Variant } from '../../kernel/scenario.ts'
import { metricsOfAll } from '../../kernel/side-by-side.ts'
import { DetectorMonitor } from './detector-monitor.ts'
import { DetectorNode, type DetectorSettings, type Heartbeat } from './detector-node.ts'
import { lnChanceAt } from './estimate.ts'
import { invariants } from './invariants.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { CALM_FROM, FAULTS_UNTIL, STOPS_AT } from './phases.ts'

/** Without clock faults: both detectors measure silence by the clock, and a wrong clock is another lesson. */
const faultKinds: readonly FaultKind[] = ['clog', 'drop', 'link', 'crash', 'pause', 'slow', 'partition']

const variants: readonly Variant[] = [
  { prefix: '', title: 'fixed timeout' },
  { prefix: 'phi.', title: 'phi accrual' },
]

const metrics: readonly Metric[] = [
  {
    id: 'detection_ms',
    unit: 'ms',
    description: 'from the crash for good until it is suspected, mean over the others; none if one does not',
  },
  {
    id: 'mistakes_per_min',
    unit: 'count',
    description: 'suspicions of a running process per minute and watch',
  },
  { id: 'mistake_ms', unit: 'ms', description: 'mean time until a mistake was taken back' },
  {
    id: 'query_accuracy',
    unit: 'ratio',
    description: 'probability that a running process is trusted when the detector is asked',
  },
]

const model: ClusterModel<DetectorNode> = {
  id: 'failure-detector',
  title: 'Failure detectors: a fixed timeout and phi accrual on the same heartbeats',
  version: 1,
  lesson: 'heartbeat',
  parameters,
  metrics: metricsOfAll(variants, metrics),
  invariants,
  goals: [
    { id: 'fixed-mistake', statement: 'the fixed timeout suspected a running process' },
    { id: 'phi-mistake', statement: 'phi suspected a running process' },
    { id: 'restart-noticed', statement: 'a process that was suspected came back in a new life' },
    { id: 'overtaken', statement: 'a heartbeat came that a later one had overtaken' },
    { id: 'crashed-for-good', statement: 'a process crashed for good' },
  ],
  mutants,
  faultKinds,
  setup,
  tell,
}

export const scenario: Scenario = { ...clusterScenario(model), variants }

function settingsOf(values: Parameters, mutant: string | undefined): DetectorSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const durationUs = us('duration_ms')
  return {
    processes: values['processes'] ?? 0,
    heartbeatUs: us('heartbeat_ms'),
    timeoutUs: us('timeout_ms'),
    thresholdPoint: normalTailPoint(lnChanceAt(values['phi_threshold'] ?? 0)),
    window: values['window'] ?? 0,
    minDeviationUs: us('min_deviation_ms'),
    phases: { durationUs, burstUs: us('burst_ms'), slowUs: us('slow_ms') },
    stopsUs: Math.round(durationUs * STOPS_AT),
    mistake: mutant as Mistake | undefined,
  }
}

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<DetectorNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const settings = settingsOf(values, mutant)
  const { processes, heartbeatUs, timeoutUs, window, phases } = settings
  const { durationUs, burstUs, slowUs } = phases
  const minUs = us('latency_min_ms')
  const maxUs = Math.max(minUs, us('latency_max_ms'))
  const longestHoldUs = Math.max(burstUs, 2 * slowUs)
  return {
    nodes: Array.from({ length: processes }, (_, id) => ({ name: `process ${id}`, role: 'process' })),
    durationUs,
    healUs: Math.round(durationUs * FAULTS_UNTIL),
    latency: { kind: 'uniform', minUs, maxUs },
    tolerates: { kinds: faultKinds, moments: ['fixed-suspects', 'phi-suspects'] },
    create: (context) => new DetectorNode(context as unknown as Context<Heartbeat>, settings),
    watch: (cluster) =>
      new DetectorMonitor(cluster, {
        settings,
        accurate: accuracy(values, timeoutUs > heartbeatUs + maxUs - minUs, maxUs < heartbeatUs),
        calmFromUs: (healUs) =>
          Math.max(healUs, durationUs * CALM_FROM) + longestHoldUs + maxUs + (window + 3) * heartbeatUs,
      }),
    describe: (message) => `heartbeat ${(message as Heartbeat).sequence}`,
  }
}

/**
 * On good links intervals differ from the heartbeat by at most j, the spread of the latency. A timeout
 * beyond heartbeat + j cannot err. The deviation of the intervals is j / sqrt(6), so that from a
 * threshold of 6 on (4.75 deviations) phi waits for nearly 2 j; a window of 50 cannot misjudge the
 * deviation by half. Latencies beyond a heartbeat let heartbeats overtake each other.
 */
function accuracy(values: Parameters, timeoutIsLong: boolean, inOrder: boolean): boolean[] {
  const patient = (values['phi_threshold'] ?? 0) >= 6 && (values['window'] ?? 0) >= 50
  return [inOrder && timeoutIsLong, inOrder && patient]
}

function tell(metrics: Readonly<Record<string, number>>): string[] {
  const row = (prefix: string, title: string) => {
    const value = (id: string, digits: number) => (metrics[prefix + id] ?? Number.NaN).toFixed(digits)
    const detection = metrics[`${prefix}detection_ms`] ?? Number.NaN
    const detected = Number.isNaN(detection)
      ? 'did not see the crash everywhere'
      : `saw the crash after ${detection.toFixed(0)} ms`
    return `${title} ${detected}, was wrong ${value('mistakes_per_min', 1)} times a minute and right with probability ${value('query_accuracy', 4)}.`
  }
  return [
    row('', 'The fixed timeout'),
    row('phi.', 'Phi accrual'),
    'A detector is quick or careful: the timeout sets that once, phi moves with the intervals that it sees.',
  ]
}
