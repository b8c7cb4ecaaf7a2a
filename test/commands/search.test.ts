import os from 'node:os'
import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { newLearner, type Ran, start } from '../learning/helpers/cli.ts'

/** The built program over the corpus that ships, without a terminal. */
function run(args: readonly string[], input: string | Buffer = ''): Promise<Ran> {
  return start(args, os.tmpdir(), { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' }, input)
}

interface Answer {
  readonly confident: boolean
  readonly results: readonly { slug: string; kind: string; title: string; score: number; short: boolean }[]
  readonly causes: readonly { id: string }[]
  readonly concepts: readonly { slug: string; kind: string; open: string }[]
  readonly lines: readonly { line: number; count: number; text: string }[]
}

const json = async (args: readonly string[], input?: string | Buffer) =>
  JSON.parse((await run([...args, '--json'], input)).stdout) as Answer

describe('compendium search', () => {
  it('prints what it is, the sentence that says it, and how to open it', async () => {
    const { status, stdout, stderr } = await run(['search', 'circuit', 'breaker', '--limit', '1'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Circuit Breaker  circuit-breaker (pattern, resilience, intermediate)')
    expect(stdout).toContain('compendium learn circuit-breaker')
    expect(stdout).toMatch(/more: --limit 2/)
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true)
  })

  it('shows a pattern without a lesson as a short entry, with its source', async () => {
    const { stdout } = await run(['search', 'power of two choices', '--limit', '1'])
    expect(stdout).toContain('power-of-two-choices (pattern, scaling, short entry)')
    expect(stdout).toContain('When not:')
    expect(stdout).toContain('https://')
  })

  it('gives data: slug, kind, title and score, best first', async () => {
    const { results } = await json(['search', 'leader election'])
    expect(results[0]).toMatchObject({ slug: 'leader-election', kind: 'pattern', title: 'Leader Election' })
    const scores = results.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  it('says which kinds and categories there are', async () => {
    const { status, stderr } = await run(['search', 'lock', '--kind', 'poem'])
    expect(status).toBe(2)
    expect(stderr).toContain(
      'Use one of: axiom, concept, exercise, law, pattern, pillar, question, simulation',
    )
    expect((await run(['search', 'lock', '--category', 'poetry'])).status).toBe(2)
    expect((await run(['search'])).status).toBe(2)
  })

  it('explains the terms that the words name, which take no place from the results', async () => {
    const { results, concepts } = await json(['search', 'write skew between transactions'])
    expect(concepts).toMatchObject([
      { slug: 'write-skew', kind: 'concept', open: 'compendium concept write-skew' },
    ])
    expect(results.map(({ kind }) => kind)).not.toContain('concept')
    expect(results).toHaveLength(5)
    const { stdout } = await run(['search', 'write', 'skew'])
    expect(stdout.indexOf('write skew  write-skew (concept)')).toBe(0)
  })

  it('does not explain what a result says already, nor a single word that is said in passing', async () => {
    expect((await run(['search', 'saga'])).stdout).not.toContain('(concept)')
    expect((await json(['search', 'my queue of orders is full'])).concepts).toEqual([])
    expect((await json(['search', 'tombstones'])).concepts).toMatchObject([{ slug: 'tombstone' }])
  })

  it('finds concepts by their definitions and other names, when they are asked for, the one so named first', async () => {
    const { results } = await json(['search', 'linearizability', '--kind', 'concept'])
    expect(results[0]).toMatchObject({ slug: 'linearizability', kind: 'concept' })
    expect((await json(['search', 'dogpile', '--kind', 'concept'])).results[0]).toMatchObject({
      slug: 'cache-stampede',
    })
    const said = await json(['search', 'disks bits change unnoticed', '--kind', 'concept'])
    expect(said.results.map(({ slug }) => slug)).toContain('bit-rot')
  })

  it('says that nothing was found', async () => {
    const { status, stdout } = await run(['search', 'zzzzqqqq'])
    expect(status).toBe(0)
    expect(stdout).toContain('Nothing found for "zzzzqqqq".')
  })

  it('names what is missing where the chosen corpus has no index', async () => {
    const learner = await newLearner()
    const { status, stderr } = await learner.run(['search', 'bulkhead'])
    await learner.remove()
    expect(status).toBe(2)
    expect(stderr).toContain('COMPENDIUM_CORPUS names a corpus without an index to search')
  })
})

describe('compendium explain', () => {
  it('tells cause, how to tell, what to do, and cites what it is from', async () => {
    const { status, stdout, stderr } = await run(['explain', 'etcdserver: leader changed'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('1. etcd changed its leader  by "etcdserver: leader changed"')
    for (const part of ['Because:', 'Tell it:', 'Do:', 'Seen in: https://', '[1] Leader Election']) {
      expect(stdout).toContain(part)
    }
  })

  it('reads a piped log, and says which lines it is about', async () => {
    const noise = Array.from(
      { length: 300 },
      (_, at) => `2026-11-22 INFO served /item/${'abcdefghij'[at % 10]}`,
    )
    const trouble = 'HikariPool-1 - Connection is not available, request timed out after 30000ms.'
    const log = [...noise, `ERROR ${trouble}`, '\tat com.zaxxer.hikari.Pool(Pool.java:1)', `ERROR ${trouble}`]
    const answer = await json(['explain'], log.join('\n'))
    expect(answer.causes[0]?.id).toBe('hikari')
    expect(answer.results[0]?.slug).toBe('connection-pooling')
    expect(answer.lines.find(({ line }) => line === 301)).toMatchObject({ count: 2 })
    expect((await json(['explain', '-'], trouble)).results[0]?.slug).toBe('connection-pooling')
  })

  it('lets no control character through', async () => {
    const { stdout } = await run(['explain'], 'a\u001b[2J\nb\u0007\nCROSSSLOT \u001b]0;title\u0007 keys\nd')
    expect(stdout).toContain('CROSSSLOT')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })

  it('bears more bytes than it reads, and that are no text', async () => {
    const noise = Buffer.alloc(5 * 1024 * 1024, 0xff)
    noise.write('CROSSSLOT Keys in request\n')
    const beganMs = performance.now()
    const { status, stdout, stderr } = await run(['explain'], noise)
    expect(performance.now() - beganMs).toBeLessThan(20_000)
    expect(status).toBe(0)
    expect(stdout).toContain('sharding')
    expect(stderr).toContain('only the first 4 MiB of the input were read')
  })

  it('exits 3 when the corpus says nothing about it, and 2 without any text', async () => {
    const nothing = await run(['explain', 'zzzzqqqq'])
    expect(nothing.status).toBe(3)
    expect(nothing.stdout).toContain('The corpus says nothing about this.')
    const { status, stderr } = await run(['explain'], '')
    expect(status).toBe(2)
    expect(stderr).toContain('compendium explain < app.log')
  })

  it('says that it is not sure, and is honest about it in the data', async () => {
    const { status, stdout } = await run(['explain', 'how do I centre a div in css'])
    expect(status).toBe(0)
    expect(stdout).toContain('The nearest:')
    expect((await json(['explain', 'how do I centre a div in css'])).confident).toBe(false)
  })
})
