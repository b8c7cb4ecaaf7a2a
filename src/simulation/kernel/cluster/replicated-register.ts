import type { FaultKind } from '../fault.ts'
import { RegisterOrder } from '../register.ts'
import type { Parameter } from '../scenario.ts'
import type { ClusterSetup, ClusterView, NodeSpec, Operation } from './model.ts'

/*
 * One register that several servers keep as a log of writes, while a helper that does not fail decides
 * which server does what. What schemes of that kind have in common: clients that write and read, what
 * they may be told, and what they were told.
 */

/** No skewed clocks: leases and timeouts need clocks of nearly the same rate, though they may show any time. */
export const registerFaults: readonly FaultKind[] = [
  'drop',
  'load',
  'link',
  'disk-full',
  'partition',
  'clog',
  'clock-drift',
  'crash',
  'pause',
  'slow',
]

export const registerTime = { unit: 'ms', min: 1, max: 10_000 } as const
const time = registerTime
const count = { unit: 'count', min: 1, max: 15, whole: true } as const

/** The servers with their number and what they are, as the scheme calls them. */
export function registerServers(number: number, description: string) {
  return { ...count, id: 'servers', default: number, description } as const
}

export const registerLoad = [
  { ...count, id: 'clients', default: 2, description: 'clients' },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 20,
    min: 0.1,
    max: 500,
    description: 'operations of all clients, on average',
  },
  {
    id: 'read_share',
    unit: 'ratio',
    default: 0.5,
    min: 0,
    max: 1,
    description: 'share of the operations that read',
  },
] as const satisfies readonly Parameter[]

export function registerRetry(defaultMs: number) {
  return {
    ...time,
    id: 'retry_ms',
    default: defaultMs,
    description: 'how often a client sends a request again',
  } as const
}

export const registerNetwork = [
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  { ...time, id: 'latency_max_ms', default: 15, description: 'slowest delivery of a message without faults' },
  {
    ...time,
    id: 'operation_timeout_ms',
    default: 1000,
    description: 'how long a client waits for an answer',
  },
  {
    ...time,
    id: 'duration_ms',
    min: 100,
    max: 600_000,
    default: 12_000,
    description: 'length of the run; faults strike in the first 60 % of it',
  },
] as const satisfies readonly Parameter[]

/** Servers are nodes 0, 1, ...; then comes the helper, then the clients. */
export interface RegisterSettings {
  readonly servers: number
  readonly clients: number
  /** The node of the helper that decides which server does what. */
  readonly helper: number
  readonly ratePerS: number
  readonly readShare: number
  readonly retryUs: number
  readonly latencyMinUs: number
  readonly latencyMaxUs: number
  readonly operationTimeoutUs: number
  readonly durationUs: number
}

type Own = (typeof registerLoad)[number] | (typeof registerNetwork)[number]
type RegisterParameter = Own['id'] | 'servers' | 'retry_ms'

/** The settings that all schemes have, by a reader that knows at least their parameters. */
export function registerSettings(read: {
  value(id: RegisterParameter): number
  microseconds(id: RegisterParameter): number
}): RegisterSettings {
  const latencyMinUs = read.microseconds('latency_min_ms')
  return {
    servers: read.value('servers'),
    clients: read.value('clients'),
    helper: read.value('servers'),
    ratePerS: read.value('rate_per_s'),
    readShare: read.value('read_share'),
    retryUs: read.microseconds('retry_ms'),
    latencyMinUs,
    latencyMaxUs: Math.max(latencyMinUs, read.microseconds('latency_max_ms')),
    operationTimeoutUs: read.microseconds('operation_timeout_ms'),
    durationUs: read.microseconds('duration_ms'),
  }
}

/** Nodes, network and clients of such a cluster. */
export function registerCluster(
  settings: RegisterSettings,
  helper: Pick<NodeSpec, 'name' | 'role'>,
): Pick<ClusterSetup<never>, 'nodes' | 'durationUs' | 'latency' | 'workload'> {
  const { servers, clients, readShare, latencyMinUs, latencyMaxUs } = settings
  return {
    nodes: [
      ...Array.from({ length: servers }, (_, id) => ({ name: `server ${id}`, role: 'server' })),
      { ...helper, faulty: false },
      ...Array.from({ length: clients }, (_, id) => ({ name: `client ${id}`, role: 'client' })),
    ],
    durationUs: settings.durationUs,
    latency: { kind: 'uniform', minUs: latencyMinUs, maxUs: latencyMaxUs },
    workload: {
      ratePerS: settings.ratePerS,
      timeoutUs: settings.operationTimeoutUs,
      make: (n, random) => ({
        node: servers + 1 + random.integer(clients),
        name: random.uniform() < readShare ? 'read' : 'write',
        value: n,
      }),
    },
  }
}

/** What a client is told: the value, its place in the log, and who said so. */
export interface RegisterAnswer {
  readonly value: number
  readonly version: number
  readonly server: number
}

/** A write that a client was told to be at this place in the log, counted from 1. */
export interface Acknowledged {
  readonly operation: number
  readonly index: number
}

/** What clients asked and were told, to hold logs and answers against. */
export class RegisterHistory {
  readonly #cluster: Pick<ClusterView<never>, 'operations'>
  readonly #order = new RegisterOrder('atomic')
  readonly #acknowledged: Acknowledged[] = []
  #seen = 0

  constructor(cluster: Pick<ClusterView<never>, 'operations'>) {
    this.#cluster = cluster
  }

  /** To be called after every event: a write may take effect from its invocation on. */
  catchUp(): void {
    const { operations } = this.#cluster
    for (; this.#seen < operations.length; this.#seen += 1) {
      const { id, name, invokedUs } = operations[this.#seen] as Operation
      if (name === 'write') this.#order.begins(id, invokedUs)
    }
  }

  acknowledges(operation: number, index: number): void {
    this.#acknowledged.push({ operation, index })
  }

  /** The first acknowledged write that a log has not got in its place. */
  missingFrom(operationAt: (index: number) => number | undefined): Acknowledged | undefined {
    return this.#acknowledged.find(({ operation, index }) => operationAt(index) !== operation)
  }

  /** Says how the answer does not fit those before it, if it does not. */
  ends({ name, invokedUs, completedUs }: Operation, { value, version }: RegisterAnswer): string | undefined {
    const access = { value, version, invokedUs, endedUs: completedUs }
    return this.#order.ends({ ...access, name: name === 'read' ? 'read' : 'write' })
  }
}
