import { describe, expect, it } from 'vitest'
import { simulationJson } from '../../src/report/simulation-json.ts'
import { simulationSuite } from '../../src/report/simulation-junit.ts'
import { simulationText } from '../../src/report/simulation-text.ts'
import type { ShrunkRun, SimulationRequest } from '../../src/simulation/request.ts'
import { simulate } from '../../src/simulation/simulate.ts'

const ask = (request: Partial<SimulationRequest> = {}) =>
  simulate({
    scenario: 'circuit-breaker',
    settings: [],
    assertions: [],
    cwd: '/',
    version: '0.1.0',
    ...request,
  })
const plain = { width: 80, color: 0, unicode: true, version: '0.1.0' } as const

/** As if it had been written. */
function withFile(shrunk: ShrunkRun | undefined): ShrunkRun | undefined {
  return shrunk && { ...shrunk, file: 'f.json', replay: 'compendium simulate --replay f.json' }
}

describe('the report of a simulation', () => {
  it('says what happened, shows both runs, and ends with the command that repeats it', async () => {
    const lines = simulationText(await ask(), plain).split('\n')
    expect(lines[1]).toBe('circuit-breaker, seed 1, 35,735 events')
    expect(lines.find((line) => line.includes('dependency_calls'))).toMatch(/ 26 +764$/)
    expect(lines.slice(-3)).toEqual([
      'PASS  all 9 invariants hold',
      'trace 0ad26e939d3ec3d8, scenario version 1, compendium 0.1.0',
      'Run it again: compendium simulate circuit-breaker --seed 1',
    ])
    expect(lines.every((line) => [...line].length <= 80)).toBe(true)
  })

  it('fits 40 columns, and needs no Unicode', async () => {
    const text = simulationText(await ask(), { ...plain, width: 40, unicode: false })
    expect(text).toMatch(/^[\n\x20-\x7e]*$/)
    const charts = text.split('\n').filter((line) => /[|+]/.test(line.slice(0, 12)))
    expect(charts.length).toBeGreaterThan(20)
    expect(charts.every((line) => line.length <= 40)).toBe(true)
  })

  it('names the failing seeds, the worst value and the replay of the first', async () => {
    const outcome = await ask({ seeds: '5', assertions: ['every p99<1ms', 'success_rate>=50%'] })
    expect(outcome.verdict).toBe('fail')
    const text = simulationText(outcome, plain)
    expect(text).toMatch(
      /FAIL {2}every p99<1ms: fails in 5 of 5 seeds, at worst \d+(\.\d)? ms against 1 ms in\s+seed \d/,
    )
    expect(text).toContain('failing seeds: 1, 2, 3, 4, 5')
    expect(outcome.replay).toBe(
      "compendium simulate circuit-breaker --seed 1 --assert 'every p99<1ms' --assert 'success_rate>=50%'",
    )
  })

  it('shows the run in which an assertion failed, made small, and how to run it again', async () => {
    const assertions = ['every p99 < 700ms', 'within 500ms after heal: recovered']
    const outcome = await ask({
      scenario: 'raft',
      seeds: '68..70',
      assertions,
      shrink: true,
      save: '/dev/null/x',
    })
    expect(outcome.notes).toHaveLength(1)
    const text = simulationText({ ...outcome, shrunk: withFile(outcome.shrunk) }, plain)
    expect(text).toMatch(
      /recovered: fails in 1 of 3 seeds, at worst after\s+601 ms in\s+seed 69\n {6}seed 69 shrunk in \d+ runs to 2 faults \(of 33\): after 600 ms\n {8}0\.\d+ s {2}crash of node 1/,
    )
    expect(text).toContain('\n      Run exactly this again: compendium simulate --replay f.json')
    expect(text).toContain('ok    every p99 < 700ms')
    const xml = simulationSuite({ ...outcome, shrunk: withFile(outcome.shrunk) }, '0.1.0')
    const failed = xml.cases.find(({ failure }) => failure !== undefined)
    expect(failed?.failure?.text).toMatch(
      /seed 69 shrunk in.*\n0\.\d+ s {2}crash.*\n.*\nRun exactly this again/,
    )
  })

  it('says of what fails by its mean that it has no run to shrink, and names the worst', async () => {
    const outcome = await ask({ seeds: '4', assertions: ['p99<1ms'], shrink: true })
    expect(outcome.shrunk).toBeUndefined()
    const worst = outcome.sweep.assertions[0]?.worst?.seed
    const again = `compendium simulate circuit-breaker --seed ${worst} --assert 'p99<1ms'`
    expect(outcome.worstSeeds).toEqual([{ assertion: 'p99<1ms', seed: worst, replay: again }])
    const text = simulationText(outcome, plain)
    expect(text).toContain('Judged over all seeds, so that no single run can be shrunk.')
    expect(text).toContain(`\n      ${again}\n`)
    expect(simulationJson(outcome, '0.1.0')).toMatchObject({ assertions: [{ worst: { replay: again } }] })
    const alone = await ask({ seed: `${worst}`, assertions: ['p99<1ms'], shrink: true })
    expect(alone.worstSeeds).toEqual([])
    expect(simulationText(alone, plain)).toContain('fails as it is, there is no fault to take away')
  })

  it('tells the story of a broken rule', async () => {
    const text = simulationText(await ask({ mutant: 'never-half-opens' }), plain)
    expect(text).toContain('with a mistake on purpose, never-half-opens: once open')
    expect(text).toContain('BROKEN open-period-ends')
    expect(text).toContain('20.535 s  request 2094 is rejected after 5004 ms open')
    expect(text).toContain('--mutant never-half-opens')
  })

  it('is weak, and says why, when nothing was seen', async () => {
    const outcome = await ask({ settings: ['outage_ms=0'] })
    expect(outcome.verdict).toBe('weak')
    expect(simulationText(outcome, plain)).toContain('never seen: the breaker opened')
  })

  it('replays a failing seed to the same hash', async () => {
    const swept = await ask({ seeds: '3..6', assertions: ['every p99<1ms'] })
    const again = await ask({ seed: '3', assertions: ['every p99<1ms'] })
    expect(swept.replay).toContain('--seed 3')
    expect(again.sweep.traceHash).toBe(swept.shown.result.traceHash)
  })
})

describe('the data of a simulation', () => {
  it('has the documented fields, for one seed and for many', async () => {
    const single = simulationJson(await ask({ assertions: ['p99<250ms'] }), '0.1.0')
    expect(single).toMatchObject({
      verdict: 'pass',
      scenario: 'circuit-breaker',
      version: '0.1.0',
      seed: 1,
      traceHash: '0ad26e939d3ec3d8',
      violations: [],
      assertions: [{ assertion: 'p99<250ms', verdict: 'pass', unit: 'ms', right: 250 }],
      coverage: { opened: 1, closed_again: 1 },
      replay: "compendium simulate circuit-breaker --seed 1 --assert 'p99<250ms'",
    })
    const many = simulationJson(await ask({ seeds: '3', assertions: ['every p99<1ms'] }), '0.1.0')
    expect(many).toMatchObject({ verdict: 'fail', seeds: { first: 1, run: 3, failed: [1, 2, 3] } })
    expect(many).not.toHaveProperty('seed')
  })

  it('becomes one JUnit case for each invariant, assertion and goal', async () => {
    const suite = simulationSuite(await ask({ mutant: 'leaks-when-open', assertions: ['p99<1ms'] }), '0.1.0')
    expect(suite.cases).toHaveLength(13)
    const failed = suite.cases.filter(({ failure }) => failure !== undefined)
    expect(failed.map(({ name }) => name.split(':')[0])).toEqual(['open-lets-nothing-through', 'p99<1ms'])
    expect(failed[0]?.failure?.text).toContain('Run it again: compendium simulate circuit-breaker --seed 1')
  })
})
