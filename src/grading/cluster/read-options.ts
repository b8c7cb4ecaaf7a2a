import path from 'node:path'
import { impliedBy } from '../../checkers/transactions/consistency.ts'
import { closest } from '../../lib/closest.ts'
import { commaList } from '../../lib/comma-list.ts'
import { shellLine } from '../../lib/shell-words.ts'
import { UserError } from '../../lib/user-error.ts'
import { languageByExtension } from '../languages.ts'
import { FAULT_KINDS, type FaultKind } from './faults/fault.ts'
import { LATENCY_DISTRIBUTIONS } from './network/latency.ts'
import { TOPOLOGIES } from './network/topology.ts'
import { type ClusterOptions, DEFAULTS, VIRTUAL_DEFAULTS } from './options.ts'

const MS_PER_S = 1000
/** More have too many states to look at. */
const EXPLORED_NODES = 3

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
  const nodeNames = namesOf(text('nodes'))
  const nodeCount =
    nodeNames?.length ??
    whole('node-count') ??
    (flags['explore'] === undefined ? DEFAULTS.nodeCount : EXPLORED_NODES)
  const seconds = (name: string, usual: number) => {
    const given = whole(name)
    return given === undefined ? usual : given * MS_PER_S
  }
  const keyCount = whole('key-count')
  const concurrency = text('concurrency')
  const availability = text('availability')
  const consistency = strongestOf(text('consistency-models'))
  const time = flags['time'] === 'virtual' ? 'virtual' : 'real'
  const explore = whole('explore')
  if (explore !== undefined && time === 'real') throw needsVirtualTime()
  const usual = time === 'virtual' ? VIRTUAL_DEFAULTS : DEFAULTS
  return {
    time,
    seeds: whole('seeds') ?? usual.seeds,
    ...(explore === undefined ? {} : { explore }),
    workload: flags.workload ?? DEFAULTS.workload,
    nodeCount,
    ...(nodeNames === undefined ? {} : { nodeNames }),
    timeLimitMs: seconds('time-limit', DEFAULTS.timeLimitMs),
    rate: numberOf('rate', text('rate'), DEFAULTS.rate, [0.1, 10_000]),
    ...(concurrency === undefined ? {} : { concurrency: clientsOf(concurrency, nodeCount) }),
    latency: {
      meanMs: numberOf('latency', text('latency'), usual.latency.meanMs, [0, 60_000]),
      distribution: oneOf(
        'latency-dist',
        text('latency-dist'),
        LATENCY_DISTRIBUTIONS,
        usual.latency.distribution,
      ),
    },
    loss: numberOf('loss', text('loss'), 0, [0, 1]),
    duplication: numberOf('duplicate', text('duplicate'), 0, [0, 1]),
    nemesis: faultsOf(text('nemesis')),
    nemesisIntervalMs:
      MS_PER_S *
      numberOf(
        'nemesis-interval',
        text('nemesis-interval'),
        DEFAULTS.nemesisIntervalMs / MS_PER_S,
        [0.1, 3600],
      ),
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

function needsVirtualTime(): UserError {
  return new UserError('--explore needs a node that is written with the SDK, in virtual time.', {
    code: 'needs-virtual-time',
    next: ['compendium generate exercise echo --language python shows such a node.'],
  })
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

const MOST_NODES = 50
const SERVICES = ['lin-kv', 'seq-kv', 'lww-kv', 'lin-tso']

/** Names with commas between: no node may be taken for a client, whose names begin with c, or for a service. */
function namesOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined
  const names = text.split(',').map((one) => one.trim())
  const bad = names.find((name) => !/^(?!c)[A-Za-z][\w-]*$/.test(name) || SERVICES.includes(name))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (bad === undefined && twice === undefined && names.length <= MOST_NODES) return names
  const why =
    bad !== undefined
      ? `${JSON.stringify(bad)} is no name for a node: it begins with a letter other than c, which names clients, and is no service.`
      : twice !== undefined
        ? `--nodes names ${twice} twice.`
        : `--nodes names ${names.length} nodes, and may name ${MOST_NODES}.`
  throw new UserError(why, { code: 'bad-node-name', next: ['For example: --nodes n1,n2,n3'] })
}

/** Of several models the one that implies all others: a history is held to that one. */
function strongestOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const models = commaList(text)
  const strongest = models.find((one) => models.every((other) => impliedBy(one).has(other)))
  if (strongest !== undefined) return strongest
  throw new UserError(`None of the models ${text} has all others in it, and a run is held to one.`, {
    code: 'several-consistencies',
    next: [`Name one: --consistency-models ${models[0] ?? 'serializable'}`],
  })
}

/**
 * What `--bin` names: a file in a language that is known, or else a program that runs by itself.
 * @throws UserError (exit 2) when a file is named as well.
 */
export function binSubject(
  bin: string,
  file: string | undefined,
  args: readonly string[] = [],
): { readonly file: string; readonly command?: readonly string[] } {
  if (file !== undefined) {
    throw new UserError(`Both ${file} and --bin ${bin} are to be graded.`, {
      code: 'two-programs',
      next: ['Name one of them. What the program is to be told stands after --'],
    })
  }
  if (args.length === 0 && languageByExtension(path.extname(bin)) !== undefined) return { file: bin }
  const command = [bin.includes('/') ? bin : `./${bin}`, ...args]
  return { file: shellLine(command), command }
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
  const kinds = commaList(text ?? '').map((one) => oneOf('nemesis', one, FAULT_KINDS, 'partition'))
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
