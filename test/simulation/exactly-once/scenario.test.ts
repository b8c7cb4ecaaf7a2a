import { describe, expect, it } from 'vitest'
import { scenario } from '../../../src/simulation/scenarios/exactly-once/scenario.ts'
import { itHoldsAndNotices } from '../helpers/protocol-contract.ts'
import { runWith } from '../helpers/scenario-contract.ts'

const twice = [
  'refusal-lasts',
  'exactly-one-effect',
  'at-most-once',
  'refused-has-none',
  'own-answer',
  'at-least-once',
]

describe('the exactly-once simulation', () => {
  itHoldsAndNotices(scenario, {
    seeds: 80,
    randomSettings: 60,
    ranges: {
      duration_ms: [1000, 6000],
      rate_per_s: [0.1, 40],
      retry_ms: [20, 1000],
      clients: [1, 8],
    },
    alsoBroken: Object.fromEntries(scenario.mutants.map(({ id }) => [id, twice])),
  })

  it('loses with at most once, doubles with at least once, and does neither with keys', () => {
    let lost = 0
    let doubled = 0
    for (let seed = 1; seed <= 40; seed += 1) {
      const { metrics } = runWith(scenario, seed)
      expect([metrics['lost'], metrics['duplicated']]).toEqual([0, 0])
      expect([metrics['at-most-once.duplicated'], metrics['at-least-once.lost']]).toEqual([0, 0])
      lost += metrics['at-most-once.lost'] ?? 0
      doubled += metrics['at-least-once.duplicated'] ?? 0
    }
    expect(lost).toBeGreaterThan(0)
    expect(doubled).toBeGreaterThan(100)
  })

  it('remembers more keys the longer clients may retry', () => {
    const keys = (window: string) =>
      runWith(scenario, 1, [`retry_window_ms=${window}`], { faults: [] }).metrics['most_keys'] ?? 0
    expect(keys('4s')).toBeGreaterThan(1.5 * keys('1s'))
  })

  it('gives each request exactly one effect when nothing is lost, whatever the semantics', () => {
    const { metrics } = runWith(scenario, 1, ['loss=0'], { faults: [] })
    const effects = ['', 'at-least-once.', 'at-most-once.'].map(
      (prefix) => metrics[`${prefix}effects_per_request`],
    )
    expect(effects).toEqual([1, 1, 1])
  })

  it('takes the same steps on every engine', () => {
    expect(runWith(scenario, 1).traceHash).toBe('6c1d763203306973')
    expect(runWith(scenario, Number.MAX_SAFE_INTEGER).traceHash).toBe('315f4ea6d1427d8b')
  })

  it('says in which run a rule is broken that the one that is shown keeps', () => {
    const run = runWith(scenario, 1, [], { mutant: 'key-per-attempt', tracing: true })
    const story = run.violations.find(({ invariant }) => invariant === 'at-most-once')?.story ?? []
    expect(story[0]).toBe('in the run "at most once":')
    expect(story.length).toBeGreaterThan(5)
    expect(story.length).toBeLessThanOrEqual(20)
  })
})
