import type { Parameter, Parameters } from '../../../simulation/kernel/scenario.ts'
import type { ClusterOptions } from '../options.ts'

/** What of a run can be set by hand. More nodes than this have no room on the screen. */
const MOST_NODES = 9

export function parametersOf(options: ClusterOptions): Parameter[] {
  const { nodeCount, timeLimitMs, rate, latency, loss, duplication } = options
  return [
    {
      ...{ id: 'node_count', unit: 'count', default: nodeCount, min: 1, whole: true },
      max: Math.max(MOST_NODES, nodeCount),
      description: 'nodes',
    },
    {
      ...{ id: 'time_limit', unit: 'ms', default: timeLimitMs, min: 100, max: 600_000 },
      description: 'how long clients ask',
    },
    {
      ...{ id: 'rate', unit: 'per_s', default: rate, min: 0.1, max: 1000 },
      description: 'operations of all clients',
    },
    {
      ...{ id: 'latency', unit: 'ms', default: latency.meanMs, min: 0, max: 60_000 },
      description: `mean time between nodes, ${latency.distribution}`,
    },
    {
      id: 'loss',
      unit: 'ratio',
      default: loss,
      min: 0,
      max: 1,
      description: 'of messages between nodes, lost',
    },
    {
      ...{ id: 'duplicate', unit: 'ratio', default: duplication, min: 0, max: 1 },
      description: 'of messages between nodes, arriving twice',
    },
  ]
}

/** The options with what was set by hand. */
export function optionsWith(options: ClusterOptions, parameters: Parameters, seed: number): ClusterOptions {
  const { latency } = options
  return {
    ...options,
    seed,
    seeds: 1,
    nodeCount: parameters['node_count'] ?? options.nodeCount,
    timeLimitMs: parameters['time_limit'] ?? options.timeLimitMs,
    rate: parameters['rate'] ?? options.rate,
    latency: { ...latency, meanMs: parameters['latency'] ?? latency.meanMs },
    loss: parameters['loss'] ?? options.loss,
    duplication: parameters['duplicate'] ?? options.duplication,
  }
}
