import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context } from '../../kernel/cluster/model.ts'
import { registerCluster, registerFaults } from '../../kernel/cluster/replicated-register.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { Client } from './client.ts'
import { invariants } from './invariants.ts'
import { Master } from './master.ts'
import { type ChainMessage, describeMessage } from './messages.ts'
import { ChainMonitor, type ChainNode } from './monitor.ts'
import { mutants } from './mutants.ts'
import { parameters, type Settings, settingsOf } from './parameters.ts'
import { Server } from './server.ts'

const model: ClusterModel<ChainNode> = {
  id: 'chain-replication',
  title: 'Chain replication: writes enter at the head, the tail answers',
  version: 1,
  lesson: 'chain-replication',
  parameters,
  metrics: [
    { id: 'epochs', unit: 'count', description: 'configurations of the chain' },
    { id: 'removed', unit: 'count', description: 'servers that the master took out' },
    { id: 'joined', unit: 'count', description: 'servers that became tail after they had caught up' },
    { id: 'log_length', unit: 'count', description: 'updates in the longest log' },
    { id: 'asked_again', unit: 'count', description: 'writes that a client sent again and the head knew' },
  ],
  invariants,
  goals: [
    { id: 'head-removed', statement: 'the head was taken out of the chain' },
    { id: 'middle-removed', statement: 'a server in the middle was taken out' },
    { id: 'tail-removed', statement: 'the tail was taken out' },
    { id: 'joined', statement: 'a server was let in again as the new tail' },
    { id: 'resent', statement: 'a server sent its new successor the updates that had been lost' },
    { id: 'asked-again', statement: 'the head knew a write that it had already taken in' },
  ],
  mutants,
  faultKinds: registerFaults,
  setup,
  tell: ({ epochs, removed, joined, log_length, asked_again, p50 }) => [
    `The chain went through ${epochs} configurations: ${removed} servers were taken out, ${joined} let in again at the tail.`,
    `${log_length} updates were applied, each once, though clients sent ${asked_again} of them again; half of the answers came within ${(p50 ?? 0).toFixed(0)} ms, because a write passes every server.`,
  ],
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<ChainNode> {
  const settings = settingsOf(values, mutant)
  return {
    ...registerCluster(settings, { name: 'master', role: 'master' }),
    ...recovery(settings),
    tolerates: {
      kinds: registerFaults,
      moments: ['head-updated', 'middle-updated', 'tail-updated', 'joining-updated', 'resent'],
    },
    create: (context) => create(context as unknown as Context<ChainMessage>, settings),
    watch: (cluster) => new ChainMonitor(cluster, settings),
    describe: (message) => describeMessage(message as ChainMessage),
  }
}

function create(context: Context<ChainMessage>, settings: Settings): ChainNode {
  if (context.id < settings.helper) return new Server(context, settings)
  return context.id === settings.helper ? new Master(context, settings) : new Client(context, settings)
}

/**
 * After the faults the master takes out whom it has not heard, waits for a heartbeat of the last one
 * that has everything, and lets in one server after the other; each change needs a heartbeat, a copy
 * of the log and another heartbeat, and the chain serves in between. A client that gives up sooner is
 * promised nothing, nor one whose master takes live servers for dead.
 */
function recovery(settings: Settings): { recoversWithinUs?: number } {
  const { servers, deadAfterUs, heartbeatUs, latencyMaxUs, retryUs, resendUs, leaseUs } = settings
  const changeUs = 3 * heartbeatUs + 6 * latencyMaxUs + 2 * resendUs
  const answerUs = 3 * retryUs + (servers + 6) * latencyMaxUs + changeUs
  const steady = leaseUs > 2 * (heartbeatUs + 2 * latencyMaxUs) && settings.operationTimeoutUs > answerUs
  return steady ? { recoversWithinUs: 2 * deadAfterUs + 4 * changeUs } : {}
}
