import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClusterGrade, gradeCluster } from '../../../src/grading/cluster/grade-cluster.ts'
import { type ClusterOptions, DEFAULTS } from '../../../src/grading/cluster/options.ts'
import { OTHER_LANGUAGE } from '../../../src/grading/languages.ts'

const node = path.resolve(import.meta.dirname, '../../fixtures/nodes/node.mjs')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cluster-'))
})
afterAll(() => rm(folder, { recursive: true }))

function grade(deed: string, options: Partial<ClusterOptions> = {}): Promise<ClusterGrade> {
  return gradeCluster({
    file: deed,
    command: [process.execPath, node, deed],
    language: OTHER_LANGUAGE,
    cwd: folder,
    folder,
    options: {
      ...DEFAULTS,
      workload: 'g-set',
      nodeCount: 2,
      timeLimitMs: 700,
      rate: 60,
      settleMs: 300,
      ...options,
    },
    replay: 'again',
    stamp: deed,
  })
}

const failing = ({ checks }: ClusterGrade) =>
  checks.filter((check) => check.verdict === 'fail').map((check) => check.id)
const messageOf = ({ checks }: ClusterGrade, id: string) =>
  checks.find((check) => check.id === id)?.message ?? ''

describe('a cluster of processes', { timeout: 60_000 }, () => {
  it('passes when every element that was added is read in the end', async () => {
    const result = await grade('right')
    expect(result.checks.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['protocol', 'pass'],
      ['answers', 'pass'],
      ['last-reads', 'pass'],
      ['history', 'pass'],
    ])
    expect(result.stats?.operations.ok).toBeGreaterThan(10)
    const history = await readFile(path.join(result.store ?? '', 'history.edn'), 'utf8')
    expect(history).toMatch(/^\{:index 0, :time \d+, :type :invoke, :process \d, :f :(add|read), :value/)
  })

  it.each([
    ['alone', 'nodes that do not tell each other'],
    ['forgets', 'a node that drops what it acknowledged'],
  ])('fails %s: %s', async (deed) => {
    const result = await grade(deed)
    expect(failing(result)).toEqual(['history'])
  })

  it.each([
    ['echoes-keys', 'add_ok has a key "element" that the protocol does not know: was the request used again'],
    ['wrong-type', 'add must be answered by add_ok, not by "added"'],
    ['wrong-id', 'wrote add_ok with in_reply_to 4711'],
    ['number', '"value" of read_ok must be a list, and is the number 7'],
    ['says-hello', 'wrote a line to standard output that is no message: it is not JSON'],
    ['nowhere', 'sent copy to "n99", which is no node, client or service'],
    ['ends-at-once', 'ended by itself with exit code 3'],
    ['dies', 'ended by itself with exit code 1'],
    ['writes-other-bytes', 'it holds bytes that are not UTF-8'],
  ])('names the slip of a node that %s', async (deed, words) => {
    const result = await grade(deed)
    expect(result.verdict).toBe('fail')
    expect(failing(result)).toContain('protocol')
    expect(messageOf(result, 'protocol')).toContain(words)
  })

  it('shows what a node that ended at once wrote to stderr', async () => {
    expect(messageOf(await grade('ends-at-once'), 'protocol')).toContain('ModuleNotFound: maelstrom')
  })

  it('does not take the text "4" for the number 4', async () => {
    const result = await grade('texts')
    expect(failing(result)).toEqual(['history'])
    expect(messageOf(result, 'history')).toMatch(/text|type/)
  })

  it('is weak, never a pass, when reads never succeed', async () => {
    const result = await grade('refuses')
    expect(result.verdict).not.toBe('pass')
    expect(messageOf(result, 'answers')).toContain('No read ever succeeded')
  })

  it('restarts what was killed, and reads to the end', async () => {
    const result = await grade('right', {
      nemesis: ['kill'],
      nemesisIntervalMs: 400,
      timeLimitMs: 2500,
      rate: 30,
    })
    expect(result.faultTexts[0]).toMatch(/^kill n\d from/)
    expect(messageOf(result, 'protocol')).toContain('Every line')
    // The set is in memory alone: what a killed node held is lost to it.
    expect(failing(result)).toEqual(['history'])
  })
})
