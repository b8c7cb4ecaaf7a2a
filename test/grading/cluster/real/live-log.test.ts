import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import { LogLines } from '../../../../src/grading/cluster/real/log-lines.ts'
import { runCluster } from '../../../../src/grading/cluster/real/run.ts'
import { WORKLOADS } from '../../../../src/grading/cluster/workloads/registry.ts'
import { liveLog, type RunLogOptions } from '../../../../src/report/cluster/run-log.ts'

const node = path.resolve(import.meta.dirname, '../../../fixtures/nodes/node.mjs')
const options = {
  ...{ ...DEFAULTS, workload: 'g-set', nodeCount: 2, timeLimitMs: 500, rate: 40, settleMs: 200 },
  seed: 1,
}

/** What was told of a run, and how much of it before the run was over. */
async function told(flags: RunLogOptions) {
  const lines: string[] = []
  const workload = WORKLOADS.find(({ id }) => id === 'g-set')
  if (workload === undefined) throw new Error('there is no g-set')
  let early = 0
  const program = { command: [process.execPath, node, 'tells'], cwd: path.dirname(node) }
  const seen = await runCluster(
    program,
    workload,
    options,
    (text) => {
      if (text?.startsWith('all faults are over')) early = lines.length
    },
    liveLog(flags, (line) => lines.push(line)),
  )
  return { lines, early, seen }
}

describe('the log of a run in real time', () => {
  it('shows what nodes write to standard error while they run', async () => {
    const { lines, early, seen } = await told({ 'log-stderr': true })
    expect(early).toBeGreaterThan(2)
    // Which element comes first, and whether from a client or a peer, real time decides.
    expect(lines.filter((line) => /^n0 \| n0 has \d+ elements$/.test(line))).not.toEqual([])
    expect(lines.filter((line) => line.startsWith('n1 |'))).toEqual(
      (seen.logs.get('n1') ?? '')
        .trimEnd()
        .split('\n')
        .map((line) => `n1 | ${line}`),
    )
  })

  it('shows the messages that were asked for, in order of time', async () => {
    const { lines, early, seen } = await told({ 'log-net-recv': true })
    expect(early).toBeGreaterThan(10)
    expect(lines.length).toBe(seen.passed.filter(({ what }) => what === 'received').length)
    expect(lines.every((line) => /^\d+\.\d{6} received \{/.test(line))).toBe(true)
    const times = lines.map(Number.parseFloat)
    expect(times).toEqual([...times].sort((one, other) => one - other))
  })

  it('listens to nothing when nothing was asked for', () => {
    expect(liveLog({}, () => {})).toBeUndefined()
  })
})

describe('lines of a log', () => {
  it('are whole whatever the pieces in which they come', () => {
    const text = Buffer.from('größer\nzwei\n\nthe last')
    for (let size = 1; size <= text.length; size++) {
      const lines: string[] = []
      const log = new LogLines((line) => lines.push(line))
      for (let at = 0; at < text.length; at += size) log.add(text.subarray(at, at + size))
      log.end()
      expect(lines).toEqual(['größer', 'zwei', '', 'the last'])
    }
  })

  it('are cut where they never end, and little of them is held', () => {
    const lines: string[] = []
    const log = new LogLines((line) => lines.push(line))
    for (let i = 0; i < 200; i++) log.add(Buffer.alloc(65_536, 'x'))
    log.add(Buffer.from('\nnext\n'))
    expect(lines.map((line) => line.length)).toEqual([4096, 4])
  })
})
