import type { ClusterStage, StageOptions, StageTargets } from '../../../corpus/cluster-exercise-schema.ts'
import { type ClusterOptions, type Targets, VIRTUAL_DEFAULTS } from '../options.ts'

const MS_PER_S = 1000

/** Whose time, from which seed on and how many of them. */
export type StageRun = Pick<ClusterOptions, 'time' | 'seed' | 'seeds'>

/** How the cluster of a stage is run. In real time too its messages take what they take in virtual time. */
export function stageOptions({ workload, options, targets }: ClusterStage, run: StageRun): ClusterOptions {
  const usual = VIRTUAL_DEFAULTS
  const ms = (seconds: number | undefined, otherwise: number) =>
    seconds === undefined ? otherwise : seconds * MS_PER_S
  return {
    ...usual,
    ...run,
    workload,
    nodeCount: options.node_count ?? usual.nodeCount,
    timeLimitMs: ms(options.time_limit, usual.timeLimitMs),
    rate: options.rate ?? usual.rate,
    latency: {
      meanMs: options.latency ?? usual.latency.meanMs,
      distribution: options.latency_dist ?? usual.latency.distribution,
    },
    loss: options.loss ?? usual.loss,
    duplication: options.duplicate ?? usual.duplication,
    nemesis: options.nemesis ?? usual.nemesis,
    nemesisIntervalMs: ms(options.nemesis_interval, usual.nemesisIntervalMs),
    topology: options.topology ?? usual.topology,
    settleMs: ms(options.settle, usual.settleMs),
    maxTxnLength: options.max_txn_length ?? usual.maxTxnLength,
    maxWritesPerKey: options.max_writes_per_key ?? usual.maxWritesPerKey,
    ...optionsWithoutDefault(options),
    ...(targets === undefined ? {} : { targets: targetsOf(targets) }),
  }
}

function optionsWithoutDefault(options: StageOptions): Partial<ClusterOptions> {
  const { concurrency, availability, consistency_models: consistency, key_count: keyCount } = options
  const nodeCount = options.node_count ?? VIRTUAL_DEFAULTS.nodeCount
  return {
    ...(concurrency === undefined ? {} : { concurrency: clients(concurrency, nodeCount) }),
    ...(availability === undefined ? {} : { availability: availability === 'total' ? 1 : availability }),
    ...(consistency === undefined ? {} : { consistency }),
    ...(keyCount === undefined ? {} : { keyCount }),
  }
}

/** `2n` is two for each node. */
function clients(concurrency: number | string, nodeCount: number): number {
  return typeof concurrency === 'number' ? concurrency : Number(concurrency.replace(/n$/, '')) * nodeCount
}

function targetsOf({ messages_per_operation: most, stable_latency_ms: latency }: StageTargets): Targets {
  return {
    ...(most === undefined ? {} : { messagesPerOperation: most }),
    ...(latency === undefined ? {} : { stableLatencyMs: latency }),
  }
}
