import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

let learner: Learner
beforeAll(async () => {
  learner = await newLearner()
})
afterAll(() => learner.remove())

const simulate = (...args: string[]) => learner.run(['simulate', ...args])

describe('compendium simulate', () => {
  it('prints a report and exits 0 when everything holds', async () => {
    const { status, stdout, stderr } = await simulate('circuit-breaker', '--assert', 'p99<250ms')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toContain('ok    p99<250ms: 93.8 ms against 250 ms')
    expect(stdout).toContain('PASS  all 9 invariants hold, 1 of 1 assertions hold')
  })

  it('exits 1 with the failing seed and its replay, which fails again with the same hash', async () => {
    const first = await simulate('circuit-breaker', '--seeds', '40', '--assert', 'every p99<120ms', '--json')
    const report = JSON.parse(first.stdout)
    expect(first.status).toBe(1)
    expect(report).toMatchObject({ schemaVersion: 1, verdict: 'fail', seeds: { run: 40 } })
    const [seed] = report.seeds.failed
    expect(report.replay).toBe(
      `compendium simulate circuit-breaker --seed ${seed} --assert 'every p99<120ms'`,
    )
    const again = await simulate(
      'circuit-breaker',
      '--seed',
      String(seed),
      '--assert',
      'every p99<120ms',
      '--json',
    )
    expect(again.status).toBe(1)
    expect(JSON.parse(again.stdout)).toMatchObject({ seed, assertions: [{ verdict: 'fail' }] })
  })

  it('prints one object under --json, the same every time', async () => {
    const runs = await Promise.all([1, 2].map(() => simulate('circuit-breaker', '--seed', '3', '--json')))
    expect(runs[0]?.stdout).toBe(runs[1]?.stdout)
    const report = JSON.parse(runs[0]?.stdout ?? '')
    expect(Object.keys(report).slice(0, 2)).toEqual(['schemaVersion', 'verdict'])
    expect(report.metrics['without.p99']).toBe(2000)
  })

  it('exits 1 for a mutant and tells which rule it broke', async () => {
    const { status, stdout } = await simulate(
      'circuit-breaker',
      '--mutant',
      'trial-limit-off-by-one',
      '--json',
    )
    expect(status).toBe(1)
    expect(JSON.parse(stdout).violations).toMatchObject([{ invariant: 'rejects-with-cause', seeds: 1 }])
  })

  it('exits 3 when nothing was seen', async () => {
    const { status, stdout } = await simulate('circuit-breaker', '--set', 'outage_ms=0', '--json')
    expect(status).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'weak',
      unmetGoals: ['opened', 'rejected', 'closed_again'],
    })
  })

  it('writes a JUnit report beside its own', async () => {
    const { status } = await simulate(
      'circuit-breaker',
      '--assert',
      'p99<1ms',
      '--reporter',
      'junit=out/report.xml',
    )
    expect(status).toBe(1)
    const xml = await readFile(path.join(learner.folder, 'out', 'report.xml'), 'utf8')
    expect(xml).toContain('tests="13" failures="1"')
    expect(xml).toContain('name="p99&lt;1ms"')
  })

  it('prints the verdict also when the JUnit report cannot be written, and exits 2', async () => {
    await mkdir(path.join(learner.folder, 'folder'))
    for (const place of ['folder', '/proc/nowhere/report.xml', '/dev/null/report.xml']) {
      const { status, stdout, stderr } = await simulate(
        'circuit-breaker',
        '--reporter',
        `junit=${place}`,
        '--json',
      )
      expect([status, JSON.parse(stdout).verdict]).toEqual([2, 'pass'])
      expect(stderr).toContain('cannot be written')
    }
  })

  it.each([
    [[], 'Which simulation?'],
    [['circuit-braker'], 'Did you mean: compendium simulate circuit-breaker'],
    [['circuit-breaker', '--set', 'retrys=1'], 'Did you mean: retries'],
    [['circuit-breaker', '--set', 'retries=7'], 'It may be 0 to 5'],
    [['circuit-breaker', '--assert', 'p98<1ms'], 'Did you mean: p95, p99'],
    [['circuit-breaker', '--seeds', '0'], '--seeds must be at least 1'],
    [['circuit-breaker', '--reporter', 'xml=x'], 'junit=FILE'],
    [['circuit-breaker', '--interactive'], 'needs a terminal'],
  ])('answers %j with what to do, and exits 2', async (args, advice) => {
    const { status, stdout, stderr } = await simulate(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(advice)
    expect(stderr).not.toContain('    at ')
  })

  it('lists what can be set, asserted and broken', async () => {
    const { status, stdout } = await simulate('--list', '--json')
    expect(status).toBe(0)
    const listed: { id: string; lesson: string; mutants: unknown[] }[] = JSON.parse(stdout).scenarios
    const scenario = listed.find(({ id }) => id === 'circuit-breaker')
    expect(listed.length).toBeGreaterThanOrEqual(20)
    expect(scenario?.lesson).toBe('circuit-breaker')
    for (const { mutants } of listed) expect(mutants.length).toBeGreaterThanOrEqual(3)
    const all = (await simulate('--list')).stdout
    expect(all).toContain('circuit-breaker')
    expect(all.trimEnd().split('\n').length).toBeLessThan(70)
    expect((await simulate('circuit-breaker', '--list')).stdout).toContain('reset_timeout_ms=5s')
  })
})
