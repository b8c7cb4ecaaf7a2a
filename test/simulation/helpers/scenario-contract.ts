import { expect, it } from 'vitest'
import { resolveParameters } from '../../../src/simulation/kernel/parameters.ts'
import type { RunOptions, RunResult, Scenario } from '../../../src/simulation/kernel/scenario.ts'
import { randomSettings } from './random-settings.ts'

/** The seeds that CI runs at defaults; many more were run by hand before a scenario was registered. */
const SEEDS = 30
const RANDOM_SETTINGS = 100

export interface Contract {
  readonly hashes: Readonly<Record<number, string>>
  /** Narrower than a parameter may be, where its whole range would only make runs long. */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>
}

/** A run with settings as they are typed. */
export function runWith(
  scenario: Scenario,
  seed: number,
  settings: readonly string[] = [],
  options: RunOptions = {},
): RunResult {
  return scenario.run(seed, resolveParameters(scenario.parameters, settings), options)
}

/** The seeds up to `last` that miss a goal at the defaults: who runs one of them is told WEAK. */
export function weakSeeds(scenario: Scenario, last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1).filter((seed) => {
    const { coverage } = runWith(scenario, seed)
    return scenario.goals.some(({ id }) => !coverage[id])
  })
}

/** What every scenario of queues promises. */
export function itKeepsTheContract(scenario: Scenario, { hashes, ranges }: Contract): void {
  const run = (seed: number, settings: readonly string[] = [], options: RunOptions = {}) =>
    runWith(scenario, seed, settings, options)

  it('takes the same steps on every engine', () => {
    for (const [seed, hash] of Object.entries(hashes)) expect(run(Number(seed)).traceHash).toBe(hash)
  })

  it('gives the same result whatever ran before it', () => {
    const first = run(7)
    run(8)
    run(9, [], { mutant: scenario.mutants[0]?.id ?? '' })
    expect(run(7)).toEqual(first)
  })

  it(`breaks no invariant and meets its goals in ${SEEDS} seeds`, () => {
    const met = new Set<string>()
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { violations, coverage } = run(seed)
      expect(violations, `seed ${seed}`).toEqual([])
      for (const [goal, times] of Object.entries(coverage)) if (times > 0) met.add(goal)
    }
    expect([...met].sort()).toEqual(scenario.goals.map(({ id }) => id).sort())
  }, 30_000)

  it(`breaks no invariant under ${RANDOM_SETTINGS} random settings`, () => {
    for (let seed = 1; seed <= RANDOM_SETTINGS; seed += 1) {
      const settings = randomSettings(seed, scenario.parameters, ranges)
      const { violations, metrics, series } = run(seed, settings)
      const where = `seed ${seed}: ${settings.join(' ')}`
      expect(violations, where).toEqual([])
      const numbers = Object.values(metrics)
      expect(numbers.every((value) => value >= 0 || Number.isNaN(value), where)).toBe(true)
      expect(series.flatMap(({ values }) => values).every(Number.isFinite), where).toBe(true)
    }
  }, 30_000)

  it('has a mutant for every invariant', () => {
    const broken = new Set(scenario.mutants.flatMap(({ breaks }) => breaks))
    expect([...broken].sort()).toEqual(scenario.invariants.map(({ id }) => id).sort())
  })

  it.each(scenario.mutants.map(({ id, breaks }) => [id, breaks] as const))(
    'catches the mutant %s on every one of 10 seeds, by exactly the rules that it names',
    (mutant, breaks) => {
      for (let seed = 1; seed <= 10; seed += 1) {
        const { violations } = run(seed, [], { mutant })
        const ids = violations.map(({ invariant }) => invariant)
        expect(ids.sort(), `seed ${seed}`).toEqual([...breaks].sort())
      }
    },
  )

  it('tells each breach in at most 20 lines that end with the broken rule', () => {
    for (const { id } of scenario.mutants) {
      for (const { story, invariant } of run(1, [], { mutant: id, tracing: true }).violations) {
        const statement = scenario.invariants.find((rule) => rule.id === invariant)?.statement
        expect(story.length).toBeGreaterThanOrEqual(3)
        expect(story.length).toBeLessThanOrEqual(20)
        expect(story.at(-1)).toBe(`broken: ${statement}`)
      }
    }
  })

  it('gives every metric that it declares, and captions and spans within the run', () => {
    const { metrics, series, captions, spans, endUs, violations } = run(1)
    expect(violations).toEqual([])
    expect(Object.keys(metrics).sort()).toEqual(scenario.metrics.map(({ id }) => id).sort())
    expect(series.length % scenario.variants.length).toBe(0)
    for (const { values } of series) expect(values.length).toBeGreaterThan(0)
    for (const { atUs } of captions) expect(atUs).toBeLessThanOrEqual(endUs)
    for (const { fromUs, toUs } of spans) expect(fromUs).toBeLessThanOrEqual(toUs)
  })

  it('stops when its events are used up, and says so', () => {
    const { end, violations } = run(1, [], { maxEvents: 1000 })
    expect(end).toBe('out-of-events')
    expect(violations).toEqual([])
  })

  it('ends early when it is told to', () => {
    const whole = run(1)
    const { endUs, violations, end } = run(1, [], { untilUs: 2e6 })
    expect([violations, end]).toEqual([[], 'done'])
    expect(endUs).toBeLessThanOrEqual(2e6)
    expect(endUs).toBeLessThan(whole.endUs)
  })

  it('runs only the operations that it is given, and again exactly the faults that it reports', () => {
    const whole = run(1)
    expect(run(1, [], { faults: whole.faults }).traceHash).toBe(whole.traceHash)
    const few = run(1, [], { operations: [0, 1, 2] })
    expect(few.violations).toEqual([])
    expect(few.events).toBeLessThan(whole.events / 3)
    expect(few.operations).toBe(whole.operations)
  })
}
