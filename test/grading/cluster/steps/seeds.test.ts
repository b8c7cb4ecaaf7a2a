import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { afterEach, describe, expect, it } from 'vitest'
import { type ClusterOptions, VIRTUAL_DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import type { Help } from '../../../../src/grading/cluster/steps/seeds.ts'
import { sweep } from '../../../../src/grading/cluster/steps/sweep.ts'
import { Trials } from '../../../../src/grading/cluster/steps/trial.ts'
import { linKv } from '../../../../src/grading/cluster/workloads/lin-kv.ts'
import { listProcesses } from '../../../../src/platform/process-tree.ts'

const FIXTURES = path.resolve('test/fixtures/step-nodes')
const BASE: ClusterOptions = {
  ...VIRTUAL_DEFAULTS,
  ...{ workload: 'lin-kv', nodeCount: 3, timeLimitMs: 2000, settleMs: 100, nemesisIntervalMs: 1000 },
}
const hasProc = process.platform === 'linux'

let mark = ''
let open: Trials[] = []

afterEach(async () => {
  await Promise.all(open.map((trials) => trials.stop()))
  open = []
})

/** A sweep of the register, here alone or with one worker; and what it cost. */
async function swept(wrong: string, options: ClusterOptions, jobs: number, onPhase = (_: string) => {}) {
  mark = randomUUID()
  const env = { PYTHONPATH: path.resolve('templates/nodes/python'), WRONG: wrong, MARK: mark }
  const program = { command: ['python3', '-u', path.join(FIXTURES, 'register.py')], cwd: FIXTURES, env }
  const trials = new Trials(program, linKv)
  open.push(trials)
  const help: Help = { program, jobs, cores: 2, others: [] }
  const seen = await sweep({ trials, options, kept: [], help, onPhase })
  return { seen, cost: [trials.runs, trials.steps, trials.simulatedUs] }
}

/** How many processes carry the mark in their environment. */
function marked(text: string): number {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(text)
    } catch {
      return false
    }
  }).length
}

/** Workers below a process: there is a keeper between. */
function workersBelow(pid: number): number[] {
  const rows = listProcesses()
  const below = new Set([pid])
  for (const one of below) {
    for (const row of rows) if (row.parent === one) below.add(row.pid)
  }
  return [...below].filter((one) => {
    try {
      const words = readFileSync(`/proc/${one}/cmdline`, 'latin1').split('\0')
      return words[0] === process.execPath && words.includes('seeds')
    } catch {
      return false
    }
  })
}

async function until(holds: () => boolean): Promise<void> {
  for (let look = 0; look < 400 && !holds(); look += 1) {
    await new Promise((resolve) => void setTimeout(resolve, 50))
  }
  expect(holds()).toBe(true)
}

describe('seeds that are tried by several at a time', () => {
  it('come to what they come to one after the other, where all pass', async () => {
    const options = { ...BASE, nemesis: ['kill' as const], seeds: 5 }
    const [alone, together] = [await swept('', options, 1), await swept('', options, 2)]
    expect(together).toEqual(alone)
    expect(together.seen).toMatchObject({ passed: 5 })
  }, 30_000)

  it('come to the first that fails, whoever meets it, and to the same small run', async () => {
    const often = { timeLimitMs: 1500, nemesisIntervalMs: 300, nemesis: ['kill' as const] }
    const options = { ...BASE, ...often, seed: 12, seeds: 40 }
    const [alone, together] = [
      await swept('replies first', options, 1),
      await swept('replies first', options, 3),
    ]
    expect(together).toEqual(alone)
    expect(together.seen.verdict).toBe('fail')
    expect(together.seen.passed).toBeGreaterThan(0)
  }, 30_000)

  it('are tried here where few are left or one is allowed, and when the first fails', async () => {
    const workers: number[] = []
    const look = () => void workers.push(workersBelow(process.pid).length)
    await swept('', { ...BASE, seeds: 1 }, 2, look)
    await swept('', { ...BASE, seeds: 3 }, 1, look)
    await swept('raises', { ...BASE, seeds: 50 }, 2, look)
    expect(new Set(workers)).toEqual(new Set([0]))
  }, 20_000)

  it.runIf(hasProc)(
    'lose nothing with a worker that is lost',
    async () => {
      const options = { ...BASE, nemesis: ['kill' as const], seeds: 8 }
      const killed = new Set<number>()
      const kill = () => {
        for (const pid of workersBelow(process.pid)) {
          killed.add(pid)
          process.kill(pid, 'SIGKILL')
        }
      }
      const [alone, together] = [await swept('', options, 1), await swept('', options, 2, kill)]
      expect(killed.size).toBe(1)
      expect(together).toEqual(alone)
      await open.at(-1)?.stop()
      await until(() => marked(mark) === 0)
    },
    30_000,
  )

  it.runIf(hasProc).each(['SIGINT', 'SIGKILL'] as const)(
    'leave nothing behind when we are ended by %s',
    async (signal) => {
      const own = randomUUID()
      const script = path.join(import.meta.dirname, 'helpers', 'sweep-of-register.ts')
      const child = spawn(process.execPath, ['--import', 'tsx', script, own], { stdio: 'ignore' })
      const { pid = 0 } = child
      // Three nodes here and three there, each below a keeper, and the program itself.
      await until(() => workersBelow(pid).length === 1 && marked(own) >= 12)
      const [worker = 0] = workersBelow(pid)
      child.kill(signal)
      await until(() => marked(own) === 0 && !listProcesses().some((row) => row.pid === worker))
    },
    30_000,
  )
})
