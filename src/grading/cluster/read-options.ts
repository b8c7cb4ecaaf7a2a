import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { FAULT_KINDS, type FaultKind } from './faults/fault.ts'
import { LATENCY_DISTRIBUTIONS } from './network/latency.ts'
import { TOPOLOGIES } from './network/topology.ts'
import { type ClusterOptions, DEFAULTS } from './options.ts'

const MS_PER_S = 1000

/** What the command line says. */
export interface NodeFlags {
  readonly workload?: string | undefined
  readonly seed?: number | undefined
  readonly [name: string]: unknown
}

/** The options of a run from its flags. @throws UserError, exit 2, for a number or name that is none. */
export function clusterOptionsOf(flags: NodeFlags): ClusterOptions {
  const whole = (name: string) => flags[name] as number | undefined
  const text = (name: string) => flags[name] as string | undefined
  const nodeCount = whole('node-count') ?? DEFAULTS.nodeCount
  const seconds = (name: string, usual: number) => {
    const given = whole(name)
    return given === undefined ? usual : given * MS_PER_S
  }
  const keyCount = whole('key-count')
  const concurrency = text('concurrency')
  const availability = text('availability')
  const consistency = text('consistency-models')
  return {
    workload: flags.workload ?? DEFAULTS.workload,
    nodeCount,
    timeLimitMs: seconds('time-limit', DEFAULTS.timeLimitMs),
    rate: numberOf('rate', text('rate'), DEFAULTS.rate, [0.1, 10_000]),
    ...(concurrency === undefined ? {} : { concurrency: clientsOf(concurrency, nodeCount) }),
    latency: {
      meanMs: numberOf('latency', text('latency'), 0, [0, 60_000]),
      distribution: oneOf('latency-dist', text('latency-dist'), LATENCY_DISTRIBUTIONS, 'constant'),
    },
    loss: numberOf('loss', text('loss'), 0, [0, 1]),
    duplication: numberOf('duplicate', text('duplicate'), 0, [0, 1]),
    nemesis: faultsOf(text('nemesis')),
    nemesisIntervalMs: seconds('nemesis-interval', DEFAULTS.nemesisIntervalMs),
    topology: oneOf('topology', text('topology'), TOPOLOGIES, DEFAULTS.topology),
    seed: flags.seed ?? DEFAULTS.seed,
    settleMs: seconds('settle', DEFAULTS.settleMs),
    ...(availability === undefined
      ? {}
      : { availability: availability === 'total' ? 1 : numberOf('availability', availability, 1, [0, 1]) }),
    ...(consistency === undefined ? {} : { consistency }),
    maxTxnLength: whole('max-txn-length') ?? DEFAULTS.maxTxnLength,
    maxWritesPerKey: whole('max-writes-per-key') ?? DEFAULTS.maxWritesPerKey,
    ...(keyCount === undefined ? {} : { keyCount }),
  }
}

function numberOf(
  flag: string,
  text: string | undefined,
  usual: number,
  [least, most]: readonly [number, number],
): number {
  if (text === undefined) return usual
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= least && value <= most) return value
  throw new UserError(`--${flag} ${text} is no number from ${least} to ${most}.`, { code: 'bad-number' })
}

/** `10` clients, or `2n`: two for each node. */
function clientsOf(text: string, nodeCount: number): number {
  const [, count, each] = /^(\d{1,4})(n?)$/.exec(text) ?? []
  const clients = Number(count) * (each === 'n' ? nodeCount : 1)
  if (clients >= 1 && clients <= 1000) return clients
  throw new UserError(`--concurrency ${text} is no number of clients from 1 to 1000.`, {
    code: 'bad-number',
    next: ['Write 10, or 2n for two clients a node.'],
  })
}

function faultsOf(text: string | undefined): readonly FaultKind[] {
  const names = (text ?? '').split(',').map((one) => one.trim())
  const kinds = names
    .filter((one) => one !== '')
    .map((one) => oneOf('nemesis', one, FAULT_KINDS, 'partition'))
  return FAULT_KINDS.filter((kind) => kinds.includes(kind))
}

function oneOf<Name extends string>(
  flag: string,
  text: string | undefined,
  names: readonly Name[],
  usual: Name,
): Name {
  if (text === undefined) return usual
  const found = names.find((name) => name === text)
  if (found !== undefined) return found
  throw new UserError(`--${flag} ${text} is not known.`, {
    code: `unknown-${flag}`,
    next: [
      ...closest(text, names).map((one) => `Did you mean: --${flag} ${one}`),
      `It can be: ${names.join(', ')}`,
    ],
  })
}
