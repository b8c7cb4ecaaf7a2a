import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClusterGrade, gradeCluster } from '../../../../src/grading/cluster/grade-cluster.ts'
import { type ClusterOptions, DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import { OTHER_LANGUAGE } from '../../../../src/grading/languages.ts'
import { FormReader } from '../../../../src/history/form-reader.ts'
import { drawRun } from '../../../../src/report/cluster/pictures.ts'
import { clusterLines } from '../../../../src/report/cluster-text.ts'

const nodes = path.resolve(import.meta.dirname, '../../../fixtures/nodes')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'story-'))
})
afterAll(() => rm(folder, { recursive: true }))

function grade(command: readonly string[], options: Partial<ClusterOptions>): Promise<ClusterGrade> {
  return gradeCluster({
    file: command.join(' '),
    command: [process.execPath, ...command],
    language: OTHER_LANGUAGE,
    cwd: folder,
    folder,
    options: { ...DEFAULTS, timeLimitMs: 1500, settleMs: 300, ...options },
    replay: 'again',
    stamp: command.join('-').replace(/\W+/g, '-'),
    draw: drawRun,
  })
}

/** The replicas are a message behind: with 300 ms on the way every second read is stale. */
const staleStore = () =>
  grade([path.join(nodes, 'stale-store.mjs')], {
    workload: 'lin-kv',
    nodeCount: 3,
    rate: 60,
    latency: { meanMs: 300, distribution: 'constant' },
  })

describe('a real run that fails', { timeout: 60_000 }, () => {
  it('is told by nodes and times, drawn in a terminal of 80 columns, and kept in pictures', async () => {
    const result = await staleStore()
    const { story, store = '' } = result
    expect(story?.headline).toMatch(
      /^n\d acknowledged .* key 0 at \d\.\d{3} s; then n\d answered the read of key 0 with (?:\d|nothing) at /,
    )
    expect(story?.lines.length).toBeLessThanOrEqual(12)
    expect(story?.lines.map(({ atUs }) => atUs)).toEqual(
      [...(story?.lines ?? [])].map(({ atUs }) => atUs).sort((a, b) => a - b),
    )
    expect(story?.diagram.messages.length).toBeGreaterThanOrEqual(4)
    const printed = clusterLines(result, { color: 0, width: 80 })
    expect(printed.filter((line) => line.length > 80 && !line.startsWith('Store'))).toEqual([])
    expect(printed.join('\n')).toContain('clients')
    expect((await readdir(store)).sort()).toEqual([
      'history.edn',
      'messages.jsonl',
      'messages.svg',
      'node-logs',
      'results.edn',
      'results.json',
      'timeline.html',
    ])
    expect(await readFile(path.join(store, 'timeline.html'), 'utf8')).toContain('class="op ok focus"')
  })

  it('leaves results as Maelstrom does, which our reader of EDN reads', async () => {
    const { store = '' } = await grade([path.join(nodes, 'node.mjs'), 'alone'], {
      workload: 'g-set',
      nodeCount: 2,
      rate: 40,
      timeLimitMs: 700,
    })
    const reader = new FormReader('edn')
    reader.text = await readFile(path.join(store, 'results.edn'), 'utf8')
    const results = reader.read() as ReadonlyMap<string, unknown>
    expect(results.get('valid?')).toBe(false)
    for (const part of ['stats', 'net', 'availability', 'workload']) {
      expect([part, (results.get(part) as ReadonlyMap<string, unknown>).has('valid?')]).toEqual([part, true])
    }
    const workload = results.get('workload') as ReadonlyMap<string, unknown>
    expect(workload.get('lost-count')).toBeGreaterThan(0)
  })
})
