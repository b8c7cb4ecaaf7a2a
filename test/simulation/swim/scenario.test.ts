import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulation/kernel/fault.ts'
import { scenario } from '../../../src/simulation/scenarios/swim/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const QUIET = { faults: [] as Fault[] }
const metric = (run: ReturnType<typeof runWith>, id: string) => run.metrics[id] ?? Number.NaN

describe('the swim simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 200,
    randomSettings: 120,
    ranges: { members: [2, 30], period_ms: [20, 2000], duration_ms: [1000, 20_000] },
    alsoBroken: { 'same-target': ['accuracy'] },
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('e25343852b5162cf')
    expect(runWith(scenario, 2).traceHash).toBe('5e09ccde0c55969c')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('9125be3bfe3b2c42')
  })

  it('suspects nobody who is running while there are no faults', () => {
    const run = runWith(scenario, 1, ['crashes=0'], QUIET)
    expect([metric(run, 'false_suspicions'), metric(run, 'false_deaths')]).toEqual([0, 0])
    expect(run.coverage['suspected']).toBe(0)
  })

  it('finds a crash within a few periods and the suspicion timeout, whatever the size of the group', () => {
    for (const members of [8, 32, 128]) {
      const run = runWith(scenario, 2, [`members=${members}`], QUIET)
      const periods = (ms: number) => ms / 200
      expect(periods(metric(run, 'detection_ms'))).toBeLessThan(5 + 8)
      expect(periods(metric(run, 'detection_everywhere_ms'))).toBeLessThan(5 + 16)
    }
  })

  it('sends as many messages per member in a large group as in a small one', () => {
    const load = (members: number) =>
      metric(runWith(scenario, 1, [`members=${members}`, 'crashes=0'], QUIET), 'messages_per_member')
    expect(load(200) / load(20)).toBeCloseTo(1, 2)
  })

  it('declares fewer running members dead the longer the suspicion lasts', () => {
    const deaths = (periods: number) =>
      Array.from({ length: 25 }, (_, seed) =>
        metric(runWith(scenario, seed + 1, [`suspicion_periods=${periods}`]), 'false_deaths'),
      ).reduce((sum, one) => sum + one, 0)
    const [none, some, many] = [deaths(0), deaths(5), deaths(20)]
    expect(none).toBeGreaterThan(2 * some)
    expect(some).toBeGreaterThan(many)
  })

  it('reaches a member through others where the direct way is blocked', () => {
    const blocked: Fault = { kind: 'clog', from: 3, to: 4, atUs: 1, durationUs: 6_000_000 }
    const alone = runWith(scenario, 1, ['indirect_probes=0', 'crashes=0'], { faults: [blocked] })
    const helped = runWith(scenario, 1, ['indirect_probes=3', 'crashes=0'], { faults: [blocked] })
    expect(metric(alone, 'false_suspicions')).toBeGreaterThan(0)
    expect(metric(helped, 'false_suspicions')).toBe(0)
    expect(helped.coverage['saved-by-others']).toBeGreaterThan(0)
  })

  it('lets two halves find together again after a partition in which each took the other for dead', () => {
    const split: Fault = {
      kind: 'partition',
      side: [0, 1, 2, 3, 4, 5],
      atUs: 1_000_000,
      durationUs: 9_000_000,
    }
    const run = runWith(scenario, 1, ['crashes=0'], { faults: [split], tracing: true })
    expect(run.violations).toEqual([])
    expect(metric(run, 'false_deaths')).toBe(12)
    const last = run.trace?.nodes.map((_, node) =>
      run.trace?.changes.filter((one) => one.node === node).at(-1),
    )
    expect(last?.map((change) => change?.view.fields['dead'])).toEqual(new Array(12).fill(0))
  })

  it('runs a thousand members for ten seconds in one', () => {
    const started = process.cpuUsage()
    const run = runWith(scenario, 1, ['members=1000', 'duration_ms=10s'])
    const { user, system } = process.cpuUsage(started)
    expect(run.violations).toEqual([])
    expect((user + system) / 1e6).toBeLessThan(5)
  })
})
