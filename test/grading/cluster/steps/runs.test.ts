import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { ClusterOptions } from '../../../../src/grading/cluster/options.ts'
import { VIRTUAL_DEFAULTS } from '../../../../src/grading/cluster/options.ts'
import { sweep } from '../../../../src/grading/cluster/steps/sweep.ts'
import { failureOf, type Schedule, Trials } from '../../../../src/grading/cluster/steps/trial.ts'
import { linKv } from '../../../../src/grading/cluster/workloads/lin-kv.ts'

const FIXTURES = path.resolve('test/fixtures/step-nodes')
const SDK = path.resolve('templates/nodes/python')

let open: Trials[] = []

afterEach(async () => {
  await Promise.all(open.map((trials) => trials.stop()))
  open = []
})

function trialsOf(wrong = ''): Trials {
  const env = { PYTHONPATH: SDK, PYTHONHASHSEED: '0', WRONG: wrong }
  const command = ['python3', '-u', path.join(FIXTURES, 'register.py')]
  const trials = new Trials({ command, cwd: FIXTURES, env }, linKv)
  open.push(trials)
  return trials
}

function schedule(options: Partial<ClusterOptions> = {}): Schedule {
  const usual = { nodeCount: 3, timeLimitMs: 5000, nemesisIntervalMs: 1000, settleMs: 100 }
  return { options: { ...VIRTUAL_DEFAULTS, workload: 'lin-kv', ...usual, ...options }, plan: {} }
}

const onPhase = () => {}

describe('a run in virtual time', () => {
  it('is a function of its seed', async () => {
    const trials = trialsOf()
    const faulty = schedule({
      nemesis: ['partition', 'kill', 'pause', 'slow'],
      loss: 0.05,
      duplication: 0.05,
    })
    const first = await trials.run(faulty)
    const second = await trialsOf().run(faulty)
    expect(second.run.traceHash).toBe(first.run.traceHash)
    expect(second.run.events).toEqual(first.run.events)
    const other = await trials.run({ ...faulty, options: { ...faulty.options, seed: 2 } })
    expect(other.run.traceHash).not.toBe(first.run.traceHash)
    expect(failureOf(first)).toBeUndefined()
  })

  it('runs the same from what its faults came to', async () => {
    const trials = trialsOf()
    const first = await trials.run(schedule({ nemesis: ['partition', 'kill'] }))
    const faults = first.run.strikes.map(({ fault }) => fault)
    expect(faults.length).toBeGreaterThan(2)
    const again = await trials.run({ ...first.schedule, plan: { faults } })
    expect(again.run.events).toEqual(first.run.events)
  })

  it('keeps what was saved over a kill', async () => {
    const trials = trialsOf()
    for (const seed of [1, 2, 3]) {
      const { verdict, run } = await trials.run(schedule({ nemesis: ['kill'], seed }))
      expect(run.strikes.length).toBeGreaterThan(1)
      expect(verdict).toBe('pass')
    }
  })

  it('names the node that ends, with its own last words', async () => {
    const { run, checks } = await trialsOf('raises').run(schedule())
    expect(run.slips[0]).toMatchObject({ kind: 'ended', node: 'n0' })
    expect(run.slips[0]?.excerpt).toContain('ValueError: as it was told to')
    expect(checks[0]?.verdict).toBe('fail')
  })

  it('does not let a node sleep', async () => {
    const { run } = await trialsOf('sleeps').run(schedule())
    expect(run.slips[0]?.excerpt).toContain('A node must not sleep')
  })

  it('names a line that is no answer', async () => {
    const { run } = await trialsOf('prints').run(schedule())
    expect(run.slips[0]).toMatchObject({ kind: 'not-a-message', excerpt: 'a word' })
  })

  it('gives up on a node that goes round in a circle', async () => {
    const { run } = await trialsOf('circle').run(schedule())
    expect(run.slips[0]?.kind).toBe('stuck')
    expect(run.slips[0]?.text).toContain('without any time passing')
  }, 20_000)
})

describe('a sweep', () => {
  it('finds an answer that comes before what it says is saved, and makes the run small', async () => {
    const trials = trialsOf('replies first')
    const options = schedule({ nemesis: ['kill'], seeds: 100 }).options
    const seen = await sweep({ trials, options, kept: [], onPhase })
    expect(seen.verdict).toBe('fail')
    expect(seen.shrunk?.isRepeatable).toBe(true)
    expect(seen.shrunk?.faults[1]).toBeLessThanOrEqual(2)
    expect(seen.shrunk?.operations[1]).toBeLessThanOrEqual(6)
    const [fault] = seen.shown.schedule.plan.faults ?? []
    expect(fault).toMatchObject({ kind: 'kill', nodes: expect.arrayContaining(['n0']) })
    // What is kept fails again, first of all.
    const again = await sweep({ trials, options, kept: [seen.shown.schedule], onPhase })
    expect(again).toMatchObject({ wasKept: true, verdict: 'fail', passed: 0 })
    expect(again.shown.run.traceHash).toBe(seen.shown.run.traceHash)
  }, 60_000)

  it('passes a right program, and runs its first seed twice', async () => {
    const trials = trialsOf()
    const options = schedule({ nemesis: ['kill', 'partition'], seeds: 3 }).options
    const seen = await sweep({ trials, options, kept: [], onPhase })
    expect(seen).toMatchObject({ verdict: 'pass', passed: 3 })
    expect(seen.difference).toBeUndefined()
    expect(trials.runs).toBe(4)
  })

  it('says where a program did not do the same twice', async () => {
    const options = schedule({ seeds: 1 }).options
    const seen = await sweep({ trials: trialsOf('chance'), options, kept: [], onPhase })
    expect(seen.difference).toMatch(/^at \d+\.\d+ s: first n/)
  })
})
