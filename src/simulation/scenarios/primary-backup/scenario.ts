import { clusterScenario } from '../../kernel/cluster/cluster-scenario.ts'
import type { ClusterModel, ClusterSetup, Context } from '../../kernel/cluster/model.ts'
import { registerCluster, registerFaults } from '../../kernel/cluster/replicated-register.ts'
import type { Parameters } from '../../kernel/scenario.ts'
import { Client } from './client.ts'
import { invariants } from './invariants.ts'
import { type BackupMessage, describeMessage } from './messages.ts'
import { BackupMonitor, type BackupNode } from './monitor.ts'
import { mutants } from './mutants.ts'
import { parameters, type Settings, settingsOf } from './parameters.ts'
import { Server } from './server.ts'
import { ViewService } from './view-service.ts'

const model: ClusterModel<BackupNode> = {
  id: 'primary-backup',
  title: 'A primary with a backup, and a view service that decides who is who',
  version: 1,
  lesson: 'primary-backup',
  parameters,
  metrics: [
    { id: 'views', unit: 'count', description: 'views that the view service decided on' },
    { id: 'failovers', unit: 'count', description: 'backups that became primary' },
    { id: 'log_length', unit: 'count', description: 'writes in the longest log' },
    { id: 'asked_again', unit: 'count', description: 'writes that a client sent again and the primary knew' },
  ],
  invariants,
  goals: [
    { id: 'promoted', statement: 'a backup became primary' },
    { id: 'caught-up', statement: 'writes came in while the state was on its way to a new backup' },
    { id: 'asked-again', statement: 'a primary knew a request that it had already executed' },
    { id: 'old-primary-stopped', statement: 'a primary learned from its backup that it had been replaced' },
  ],
  mutants,
  faultKinds: registerFaults,
  setup,
  tell: ({ views, failovers, log_length, asked_again }) => [
    `The view service decided on ${views} views; ${failovers} times a backup became primary.`,
    `${log_length} writes were executed, each once, though clients sent ${asked_again} of them again.`,
  ],
}

export const scenario = clusterScenario(model)

function setup(values: Parameters, mutant: string | undefined): ClusterSetup<BackupNode> {
  const settings = settingsOf(values, mutant)
  return {
    ...registerCluster(settings, { name: 'view service', role: 'service' }),
    ...recovery(settings),
    tolerates: { kinds: registerFaults, moments: ['promoted', 'transfer', 'caught-up', 'asked-again'] },
    create: (context) => create(context as unknown as Context<BackupMessage>, settings),
    watch: (cluster) => new BackupMonitor(cluster, settings),
    describe: (message) => describeMessage(message as BackupMessage),
  }
}

function create(context: Context<BackupMessage>, settings: Settings): BackupNode {
  if (context.id < settings.helper) return new Server(context, settings)
  return context.id === settings.helper ? new ViewService(context, settings) : new Client(context, settings)
}

/**
 * A change of view takes the time to notice a silent server, a ping of each, and a transfer. The view
 * of the last fault may have to be completed before the one that serves. A client that gives up sooner than that is promised nothing.
 */
function recovery(settings: Settings): { recoversWithinUs?: number } {
  const { deadAfterUs, transferUs, pingUs, latencyMaxUs, retryUs, resendUs, operationTimeoutUs } = settings
  const changeUs = deadAfterUs + transferUs + 4 * pingUs + 10 * latencyMaxUs + 2 * resendUs
  const answerUs = 3 * retryUs + 6 * latencyMaxUs
  const steady = deadAfterUs > 2 * (pingUs + latencyMaxUs) && operationTimeoutUs > answerUs
  return steady ? { recoversWithinUs: 2 * changeUs } : {}
}
