import { ln } from '../../../lib/portable-math.ts'
import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type SwimMessage } from './messages.ts'
import { type Mistake, mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { SwimMonitor } from './swim-monitor.ts'
import { SwimNode, type SwimSettings } from './swim-node.ts'

/** SWIM reads no clock: its members count periods, so that clocks that are wrong are no fault worth drawing. */
const faultKinds: readonly FaultKind[] = [
  'slow',
  'link',
  'pause',
  'crash',
  'disk-full',
  'clog',
  'drop',
  'partition',
]

const model: ClusterModel<SwimNode> = {
  id: 'swim',
  title: 'SWIM: membership by probes, suspicion and gossip',
  version: 1,
  lesson: 'swim-membership',
  parameters,
  metrics: [
    {
      id: 'detection_ms',
      unit: 'ms',
      description: 'from a crash for good until the first member declares it',
    },
    {
      id: 'detection_everywhere_ms',
      unit: 'ms',
      description: 'from a crash for good until every member knows of it; none if one does not',
    },
    { id: 'false_suspicions', unit: 'count', description: 'incarnations suspected while they were running' },
    { id: 'false_deaths', unit: 'count', description: 'incarnations declared dead while they were running' },
    { id: 'messages_per_member', unit: 'per_s', description: 'messages that one member sends, on average' },
  ],
  invariants,
  goals: [
    { id: 'suspected', statement: 'a member suspected another' },
    { id: 'refuted', statement: 'a running member refuted what was said of it' },
    { id: 'suspicion-lifted', statement: 'a suspected member was held alive again before it was held dead' },
    { id: 'saved-by-others', statement: 'a member that did not answer was reached through another' },
    { id: 'declared-dead', statement: 'a member was declared dead' },
    { id: 'came-back', statement: 'a member that was held dead was held alive again' },
  ],
  mutants,
  faultKinds,
  setup,
  tell,
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<SwimNode> {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const members = values['members'] ?? 0
  const durationUs = us('duration_ms')
  const healUs = Math.round(durationUs * 0.4)
  const settings = settingsOf(values, mutant, healUs, durationUs)
  const minUs = us('latency_min_ms')
  const maxUs = Math.max(minUs, us('latency_max_ms'))
  const loss = values['loss'] ?? 0
  const judging = { settings, answersInTime: loss === 0 && 2 * maxUs <= settings.periodUs }
  return {
    nodes: Array.from({ length: members }, (_, id) => ({ name: `member ${id}`, role: 'member' })),
    durationUs,
    healUs,
    latency: { kind: 'uniform', minUs, maxUs },
    ...(loss > 0 && { loss }),
    tolerates: { kinds: faultKinds, moments: ['suspected', 'declared-dead', 'refuted'] },
    create: (context) => new SwimNode(context as unknown as Context<SwimMessage>, settings),
    watch: (cluster) => new SwimMonitor(cluster, judging),
    describe: (message) => describeMessage(message as SwimMessage),
  }
}

function settingsOf(
  values: Parameters,
  mutant: string | undefined,
  healUs: number,
  durationUs: number,
): SwimSettings {
  const us = (name: string) => Math.round((values[name] ?? 0) * 1000)
  const members = values['members'] ?? 0
  const periodUs = us('period_ms')
  const crashes = Math.min(values['crashes'] ?? 0, Math.max(0, members - 2))
  const suspicionPeriods = values['suspicion_periods'] ?? 0
  // When whatever the faults left has been put right, if the run is long enough for that.
  const settledUs = (2 * members + suspicionPeriods + 4) * periodUs
  const firstStopUs = healUs + Math.min(settledUs, Math.round((durationUs - healUs) * 0.4))
  return {
    members,
    periodUs,
    ackTimeoutUs: Math.min(us('ack_timeout_ms'), periodUs - 1),
    indirectProbes: values['indirect_probes'] ?? 0,
    suspicionPeriods,
    tellings: Math.ceil((values['gossip_factor'] ?? 0) * ln(members + 1)),
    newsPerMessage: values['gossip_per_message'] ?? 0,
    stopsUs: (member) => (member < crashes ? firstStopUs + 10 * member * periodUs : Number.POSITIVE_INFINITY),
    mistake: mutant as Mistake | undefined,
  }
}

function tell(metrics: Readonly<Record<string, number>>, values: Parameters): string[] {
  const { detection_ms, detection_everywhere_ms, false_suspicions, false_deaths, messages_per_member } =
    metrics
  const period = values['period_ms'] ?? 0
  const periods = (ms: number) => `${(ms / period).toFixed(1)} periods`
  const detected =
    detection_ms === undefined || Number.isNaN(detection_ms)
      ? 'No crash for good was declared in this run.'
      : `A crash was declared ${periods(detection_ms)} after it happened${Number.isNaN(detection_everywhere_ms) ? ', but not every member has heard of it' : ` and known to every member after ${periods(detection_everywhere_ms ?? 0)}`}.`
  return [
    detected,
    `${false_suspicions} times a running member was suspected, and ${false_deaths} times it was declared dead: the suspicion timeout of ${values['suspicion_periods']} periods is the time to refute it.`,
    `Each member sent ${(messages_per_member ?? 0).toFixed(1)} messages per second; this does not grow with the size of the group.`,
  ]
}
