import { formatQuantity } from '../../../lib/quantity.ts'
import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context } from '../../kernel/cluster/model.ts'
import type { FaultKind } from '../../kernel/fault.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { Coordinator } from './coordinator.ts'
import { invariants } from './invariants.ts'
import { describeMessage, type TwoPhaseMessage } from './messages.ts'
import { mutants } from './mutants.ts'
import { parameters } from './parameters.ts'
import { Participant } from './participant.ts'
import { COORDINATOR, settingsOf, type TwoPhaseSettings } from './settings.ts'
import { drawTransfer } from './transfer.ts'
import { TwoPhaseMonitor, type TwoPhaseNode, termination } from './two-phase-monitor.ts'

const faultKinds: readonly FaultKind[] = [
  'partition',
  'link',
  'clog',
  'drop',
  'load',
  'crash',
  'pause',
  'slow',
  'clock-skew',
  'clock-drift',
  'disk-full',
]

const model: ClusterModel<TwoPhaseNode> = {
  id: 'two-phase-commit',
  title: 'Two-phase commit: transfers between databases, and participants in doubt',
  version: 2,
  lesson: 'two-phase-commit',
  parameters,
  metrics: [
    { id: 'commit_rate', unit: 'ratio', description: 'share of the decided transactions that committed' },
    {
      id: 'blocked',
      unit: 'ms',
      description:
        'time that participants spent between their yes and the decision, locks held, all together',
    },
    { id: 'longest_blocked', unit: 'ms', description: 'the longest that a lock was held without a decision' },
    { id: 'in_doubt', unit: 'count', description: 'times a participant waited too long and asked' },
    { id: 'resolved_by_peer', unit: 'count', description: 'doubts that another participant ended' },
  ],
  invariants,
  goals: [
    { id: 'decided-commit', statement: 'a transaction committed' },
    { id: 'decided-abort', statement: 'a transaction aborted' },
    { id: 'in-doubt', statement: 'a participant that had voted yes did not hear the decision in time' },
    { id: 'restarted-in-doubt', statement: 'a participant crashed between its vote and the decision' },
    { id: 'resolved-by-peer', statement: 'another participant knew what the coordinator could not say' },
  ],
  mutants,
  faultKinds,
  setup,
  tell,
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<TwoPhaseNode> {
  const settings = settingsOf(values, mutant)
  const { participants, accounts, durationUs, voteTimeoutUs, doubtUs, latencyMinUs, latencyMaxUs } = settings
  const settledUs = termination(settings)
  return {
    nodes: [
      { name: 'coordinator', role: 'coordinator' },
      ...Array.from({ length: participants }, (_, at) => ({
        name: `participant ${at + 1}`,
        role: 'participant',
      })),
    ],
    durationUs,
    latency: { kind: 'uniform', minUs: latencyMinUs, maxUs: latencyMaxUs },
    workload: {
      ratePerS: values['rate_per_s'] ?? 0,
      timeoutUs: voteTimeoutUs + 2 * doubtUs,
      untilUs: Math.round(durationUs * 0.9),
      make: (_n, random) => ({ node: COORDINATOR, ...drawTransfer(random, participants, accounts) }),
    },
    // Where votes cannot arrive in time, every transaction aborts, and nothing can be promised.
    ...(2 * latencyMaxUs < voteTimeoutUs && { recoversWithinUs: settledUs }),
    tolerates: {
      // Crashes are what the log is for: twice as likely as the others.
      kinds: ['crash', ...faultKinds],
      moments: ['votes-requested', 'voted-yes', 'decided-commit', 'in-doubt'],
    },
    create: (context) => createNode(context as unknown as Context<TwoPhaseMessage>, settings),
    watch: (cluster) => new TwoPhaseMonitor(cluster, settings),
    describe: (message) => describeMessage(message as TwoPhaseMessage),
  }
}

function createNode(context: Context<TwoPhaseMessage>, settings: TwoPhaseSettings): TwoPhaseNode {
  return context.id === COORDINATOR ? new Coordinator(context, settings) : new Participant(context, settings)
}

function tell(metrics: Readonly<Record<string, number>>): string[] {
  const { commit_rate = 0, longest_blocked = 0, blocked = 0, in_doubt, resolved_by_peer } = metrics
  return [
    `${Math.round(commit_rate * 100)} % of the decided transactions committed.`,
    `Participants held locks without knowing the decision for ${formatQuantity(blocked, 'ms')} in all, at most ${formatQuantity(longest_blocked, 'ms')} at once.`,
    `${in_doubt} times one waited too long and asked; another participant could answer ${resolved_by_peer} times.`,
  ]
}
