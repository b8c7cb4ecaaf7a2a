import { Flags } from '@oclif/core'

const only = { dependsOn: ['workload'], helpGroup: 'CLUSTER' }

/** The flags of a cluster under test, by the names that Maelstrom gives them. */
export const clusterFlags = {
  workload: Flags.string({
    char: 'w',
    helpValue: 'WORKLOAD',
    helpGroup: 'CLUSTER',
    description: "run the file as a cluster of nodes that speak Maelstrom's protocol: lin-kv, broadcast, ...",
    exclusive: ['pattern'],
  }),
  time: Flags.string({
    helpGroup: 'CLUSTER',
    description:
      'real: processes among others; virtual: one event after the other, for nodes of the SDK (default: by the file)',
    options: ['real', 'virtual'],
  }),
  explore: Flags.integer({
    ...only,
    helpValue: 'STATES',
    description:
      'look at everything that can happen to a few nodes, up to so many states, the shortest way to a fault first',
    min: 1,
    max: 10_000_000,
    exclusive: ['nemesis', 'seeds', 'time-limit', 'rate'],
  }),
  jobs: Flags.integer({
    helpValue: 'N',
    helpGroup: 'CLUSTER',
    description: 'seeds tried at the same time, in virtual time (default: one for each core, when that pays)',
    min: 1,
    max: 256,
  }),
  bin: Flags.string({
    ...only,
    helpValue: 'FILE',
    description: 'the file, as Maelstrom calls it; what stands after -- are its arguments',
  }),
  'node-count': Flags.integer({ ...only, description: 'nodes (default: 5)', min: 1, max: 50 }),
  nodes: Flags.string({
    ...only,
    helpValue: 'n1,n2,...',
    description: 'their names, with commas between (default: n0, n1, ...)',
    exclusive: ['node-count'],
  }),
  'time-limit': Flags.integer({
    ...only,
    helpValue: 'SECONDS',
    description: 'how long clients ask (default: 10)',
    min: 1,
    max: 3600,
  }),
  rate: Flags.string({ ...only, helpValue: 'N', description: 'operations a second (default: 20)' }),
  concurrency: Flags.string({
    ...only,
    helpValue: 'N|Nn',
    description: 'clients at a time; 2n is two for each node (default: what the workload needs)',
  }),
  latency: Flags.string({ ...only, helpValue: 'MS', description: 'mean time between nodes (default: 0)' }),
  'latency-dist': Flags.string({
    ...only,
    helpValue: 'NAME',
    description: 'how that time is spread: constant, uniform, exponential (default: constant)',
  }),
  loss: Flags.string({
    ...only,
    helpValue: 'SHARE',
    description: 'of messages between nodes, lost (default: 0)',
  }),
  duplicate: Flags.string({
    ...only,
    helpValue: 'SHARE',
    description: 'of messages between nodes, arriving twice (default: 0)',
  }),
  nemesis: Flags.string({
    ...only,
    helpValue: 'FAULTS',
    description: 'what goes wrong, with commas between: partition, kill, pause, slow',
  }),
  'nemesis-interval': Flags.string({
    ...only,
    helpValue: 'SECONDS',
    description: 'time from fault to fault (default: 3)',
  }),
  topology: Flags.string({
    ...only,
    helpValue: 'NAME',
    description:
      'who is told to be whose neighbour: line, grid, tree, tree2, tree3, tree4, total (default: grid)',
  }),
  availability: Flags.string({
    ...only,
    helpValue: 'total|SHARE',
    description: 'of operations that must succeed',
  }),
  'consistency-models': Flags.string({
    ...only,
    helpValue: 'MODEL,...',
    description: 'what the history is held to; of several the one that has all others in it',
  }),
  settle: Flags.integer({
    ...only,
    helpValue: 'SECONDS',
    description: 'time after all faults before the last reads (default: 10)',
    min: 0,
    max: 600,
  }),
  'key-count': Flags.integer({ ...only, description: 'keys at a time, of transactions', min: 1 }),
  'max-txn-length': Flags.integer({
    ...only,
    description: 'operations of a transaction (default: 4)',
    min: 1,
    max: 15,
  }),
  'max-writes-per-key': Flags.integer({
    ...only,
    description: 'then another key takes its place (default: 16)',
    min: 1,
  }),
  'log-stderr': Flags.boolean({
    ...only,
    description: 'show what the nodes write to standard error; in virtual time when it is over',
  }),
  'log-net-send': Flags.boolean({
    ...only,
    description: 'show every message that is sent, as --log-stderr does',
  }),
  'log-net-recv': Flags.boolean({
    ...only,
    description: 'show every message that arrives, as --log-stderr does',
  }),
}
