import path from 'node:path'
import { expect, it } from 'vitest'
import { judgeRun } from '../../../../src/grading/cluster/judged-run.ts'
import { VIRTUAL_DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import { runInSteps } from '../../../../src/grading/cluster/steps/run-steps.ts'
import { StepHosts } from '../../../../src/grading/cluster/steps/step-hosts.ts'
import { linKv } from '../../../../src/grading/cluster/workloads/lin-kv.ts'

const FIXTURES = path.resolve('test/fixtures/step-nodes')
const ENV = { PYTHONPATH: path.resolve('templates/nodes/python'), PYTHONHASHSEED: '0' }
const OPTIONS = { ...VIRTUAL_DEFAULTS, nodeCount: 2, timeLimitMs: 3000, settleMs: 100 }
const MOST = 1500

async function run(wrong: string) {
  const command = ['python3', '-u', path.join(FIXTURES, 'register.py')]
  const hosts = new StepHosts({ command, cwd: FIXTURES, env: { ...ENV, WRONG: wrong } })
  try {
    return await runInSteps(hosts, linKv, OPTIONS, {}, undefined, MOST)
  } finally {
    await hosts.stop()
  }
}

it('a node that is told more than a run may hold is named, and the run is over', async () => {
  const seen = await run('floods')
  expect(seen.steps).toBe(MOST + 1)
  expect(seen.lastedUs).toBeLessThan(OPTIONS.timeLimitMs * 1000)
  expect(seen.slips).toHaveLength(1)
  expect(seen.slips[0]).toMatchObject({ kind: 'too-much', node: 'n0' })
  expect(seen.slips[0]?.text).toMatch(
    /n0 was told \d{4} of 1501 events by \d\.\d{3} s, and no run may have more/,
  )
  expect((await judgeRun(linKv, OPTIONS, seen)).verdict).toBe('fail')
})

it('a run that stays below is not', async () => {
  expect((await run('')).slips).toEqual([])
})
