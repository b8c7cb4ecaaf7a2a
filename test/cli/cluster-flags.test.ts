import { Parser } from '@oclif/core'
import { describe, expect, it } from 'vitest'
import { clusterFlags } from '../../src/cli/cluster-flags.ts'
import { splitCommand } from '../../src/cli/test-subject.ts'
import { type ClusterOptions, nodeNamesOf } from '../../src/grading/cluster/options.ts'
import { binSubject, clusterOptionsOf } from '../../src/grading/cluster/read-options.ts'
import type { UserError } from '../../src/lib/user-error.ts'

async function optionsOf(...argv: readonly string[]): Promise<ClusterOptions> {
  const named = argv.some((one) => one === '-w' || one === '--workload')
  const words = named ? argv : ['-w', 'lin-kv', ...argv]
  const { flags } = await Parser.parse([...words], { flags: clusterFlags, strict: true })
  return clusterOptionsOf(flags)
}

const errorOf = (deed: () => unknown): UserError => {
  try {
    deed()
  } catch (error) {
    return error as UserError
  }
  throw new Error('nothing was thrown')
}

describe("Maelstrom's options", () => {
  it.each<[string, readonly string[], Partial<ClusterOptions>]>([
    ['-w', ['-w', 'broadcast'], { workload: 'broadcast' }],
    ['--workload', ['--workload', 'kafka'], { workload: 'kafka' }],
    ['--node-count', ['--node-count', '25'], { nodeCount: 25 }],
    ['--nodes', ['--nodes', 'n1,n2, n3'], { nodeCount: 3, nodeNames: ['n1', 'n2', 'n3'] }],
    ['--time-limit', ['--time-limit', '60'], { timeLimitMs: 60_000 }],
    ['--rate', ['--rate', '100'], { rate: 100 }],
    ['--rate as a fraction', ['--rate', '0.5'], { rate: 0.5 }],
    ['--nemesis', ['--nemesis', 'partition'], { nemesis: ['partition'] }],
    ['--nemesis, several', ['--nemesis', 'pause,kill'], { nemesis: ['kill', 'pause'] }],
    ['--nemesis-interval', ['--nemesis-interval', '10'], { nemesisIntervalMs: 10_000 }],
    ['--nemesis-interval below a second', ['--nemesis-interval', '0.5'], { nemesisIntervalMs: 500 }],
    ['--latency', ['--latency', '100'], { latency: { meanMs: 100, distribution: 'constant' } }],
    [
      '--latency-dist',
      ['--latency', '5', '--latency-dist', 'exponential'],
      { latency: { meanMs: 5, distribution: 'exponential' } },
    ],
    ['--topology', ['--topology', 'tree4'], { topology: 'tree4' }],
    ['--availability total', ['--availability', 'total'], { availability: 1 }],
    ['--availability', ['--availability', '0.9'], { availability: 0.9 }],
    ['--consistency-models', ['--consistency-models', 'serializable'], { consistency: 'serializable' }],
    [
      '--consistency-models, several',
      ['--consistency-models', 'read-committed,snapshot-isolation'],
      { consistency: 'snapshot-isolation' },
    ],
    ['--key-count', ['--key-count', '3'], { keyCount: 3 }],
    ['--max-txn-length', ['--max-txn-length', '1'], { maxTxnLength: 1 }],
    ['--max-writes-per-key', ['--max-writes-per-key', '100000000'], { maxWritesPerKey: 100_000_000 }],
    ['--concurrency', ['--concurrency', '10'], { concurrency: 10 }],
    ['--concurrency per node', ['--node-count', '3', '--concurrency', '4n'], { concurrency: 12 }],
    ['--log-stderr', ['--log-stderr'], {}],
    ['--log-net-send', ['--log-net-send'], {}],
    ['--log-net-recv', ['--log-net-recv'], {}],
    ['--bin', ['--bin', './node.py'], {}],
  ])('%s', async (_name, argv, options) => {
    expect(await optionsOf(...argv)).toMatchObject(options)
  })

  it.each<[readonly string[], RegExp]>([
    [['--rate', 'many'], /--rate many is no number/],
    [['--nemesis', 'partitoin'], /--nemesis partitoin is not known/],
    [['--topology', 'ring'], /--topology ring is not known/],
    [['--nodes', 'n1,c1'], /"c1" is no name for a node/],
    [['--nodes', 'n1,lin-kv'], /"lin-kv" is no name for a node/],
    [['--nodes', 'n1,n1'], /--nodes names n1 twice/],
    [['--nodes', 'n1,,n2'], /"" is no name for a node/],
    [['--availability', '2'], /--availability 2 is no number/],
    [['--concurrency', '2x'], /--concurrency 2x is no number of clients/],
    [['--consistency-models', 'snapshot-isolation,repeatable-read'], /None of the models/],
    [['--nemsis', 'partition'], /Nonexistent flag: --nemsis/],
    [['--nodes', 'a', '--node-count', '3'], /cannot also be provided/],
  ])('%j is refused', async (argv, words) => {
    await expect(optionsOf(...argv)).rejects.toThrow(words)
  })

  it('names the nodes as Maelstrom does unless others were given', async () => {
    expect(nodeNamesOf(await optionsOf('--node-count', '3'))).toEqual(['n0', 'n1', 'n2'])
    expect(nodeNamesOf(await optionsOf('--nodes', 'a,b'))).toEqual(['a', 'b'])
  })
})

describe('what --bin names', () => {
  it('is a file where its language is known, and a program by itself otherwise', () => {
    expect(binSubject('demo/raft.py', undefined)).toEqual({ file: 'demo/raft.py' })
    expect(binSubject('demo/raft.rb', undefined)).toEqual({ file: 'demo/raft.rb', command: ['demo/raft.rb'] })
    expect(binSubject('echo', undefined)).toEqual({ file: './echo', command: ['./echo'] })
  })

  it('is handed what stands after --', () => {
    expect(binSubject('./raft.py', undefined, ['--fast', 'x y']).command).toEqual([
      './raft.py',
      '--fast',
      'x y',
    ])
  })

  it('is not two programs', () => {
    expect(errorOf(() => binSubject('a', 'b.py')).message).toBe('Both b.py and --bin a are to be graded.')
  })
})

describe('a dash that is no hyphen', () => {
  it.each(['–-nemesis', '—nemesis', '−-nemesis', '-–nemesis', '‑‑nemesis'])(
    '%s is no flag, and told so',
    (flag) => {
      const error = errorOf(() => splitCommand(['node.py', '-w', 'lin-kv', flag, 'partition']))
      expect(error.message).toBe(`${flag} begins with a dash that is no hyphen, so it is no flag.`)
      expect(error.next).toEqual(['Did you mean: --nemesis'])
      expect(error.exitCode).toBe(2)
    },
  )

  it('may stand in the arguments of the program, after --', () => {
    expect(splitCommand(['-w', 'echo', '--', './node', '–x'])).toEqual({
      own: ['-w', 'echo'],
      command: ['./node', '–x'],
    })
  })
})
