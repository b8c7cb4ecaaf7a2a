import { expect, it } from 'vitest'
import type { Scenario } from '../../../src/simulation/kernel/scenario.ts'
import { randomSettings } from './random-settings.ts'
import { runWith } from './scenario-contract.ts'

export interface ProtocolContract {
  /** How many seeds at defaults; many more were run by hand. */
  readonly seeds: number
  /** Trace hashes of seeds at defaults, where no other test pins them. */
  readonly hashes?: Readonly<Record<number, string>>
  readonly randomSettings: number
  /** Ranges in which the protocol claims to be right, and in which runs are short. */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>
  /** Put over the random settings. */
  readonly fixed?: readonly string[]
  /** Invariants that a mutant may break besides those that it names. */
  readonly alsoBroken?: Readonly<Record<string, readonly string[]>>
  /** Where to begin looking for a mutant that is found late: the seeds before it were run by hand. */
  readonly from?: Readonly<Record<string, number>>
}

/** What a simulated protocol promises: no false alarm, and no mutant that stays unnoticed. */
export function itHoldsAndNotices(scenario: Scenario, contract: ProtocolContract): void {
  const hashes = Object.entries(contract.hashes ?? {})
  if (hashes.length > 0) {
    it('takes the same steps on every engine', () => {
      for (const [seed, hash] of hashes) {
        expect(runWith(scenario, Number(seed)).traceHash, `seed ${seed}`).toBe(hash)
      }
    })
  }

  it(`breaks no invariant and meets its goals in ${contract.seeds} seeds`, () => {
    const met = new Set<string>()
    for (let seed = 1; seed <= contract.seeds; seed += 1) {
      const { violations, coverage, end } = runWith(scenario, seed)
      expect(violations, `seed ${seed}`).toEqual([])
      expect(end).toBe('done')
      for (const [goal, times] of Object.entries(coverage)) if (times > 0) met.add(goal)
    }
    expect([...met].sort()).toEqual(scenario.goals.map(({ id }) => id).sort())
  }, 30_000)

  it(`breaks no invariant under ${contract.randomSettings} random settings`, () => {
    for (let seed = 1; seed <= contract.randomSettings; seed += 1) {
      const drawn = randomSettings(seed, scenario.parameters, contract.ranges)
      const settings = overlaid(drawn, contract.fixed ?? [])
      const { violations } = runWith(scenario, seed, settings)
      expect(violations, `seed ${seed}: ${settings.join(' ')}`).toEqual([])
    }
  }, 30_000)

  it('breaks no invariant when the run is cut short or its faults outlast it', () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const { faults, endUs } = runWith(scenario, seed)
      const late = faults.map((fault) => ({ ...fault, atUs: fault.atUs + Math.floor(endUs * 0.45) }))
      for (const options of [{ untilUs: Math.ceil((endUs * seed) / 7) }, { faults: late }]) {
        expect(runWith(scenario, seed, [], options).violations, `seed ${seed}`).toEqual([])
      }
    }
  })

  it.each(scenario.mutants.map(({ id }) => id))('notices the mutant %s within its budget of seeds', (id) => {
    const mutant = scenario.mutants.find((one) => one.id === id)
    const breaks: readonly string[] = mutant?.breaks ?? []
    const budget = mutant?.budget ?? 10
    const plausible = [...breaks, ...(contract.alsoBroken?.[id] ?? [])]
    let found = false
    for (let seed = contract.from?.[id] ?? 1; seed <= budget && !found; seed += 1) {
      const broken = runWith(scenario, seed, [], { mutant: id }).violations.map(({ invariant }) => invariant)
      for (const invariant of broken) expect(plausible, `seed ${seed}`).toContain(invariant)
      found = broken.some((invariant) => breaks.includes(invariant))
    }
    expect(found).toBe(true)
  })

  it('gives every metric that it declares and the same run with and without a watcher', () => {
    const run = runWith(scenario, 1)
    expect(Object.keys(run.metrics).sort()).toEqual(scenario.metrics.map(({ id }) => id).sort())
    const watched = runWith(scenario, 1, [], { tracing: true })
    expect(watched.traceHash).toBe(run.traceHash)
    expect(runWith(scenario, 1, [], { faults: run.faults }).traceHash).toBe(run.traceHash)
  })

  it('has a mutant for every invariant', () => {
    const broken = new Set(scenario.mutants.flatMap(({ breaks }) => breaks))
    expect([...broken].sort()).toEqual(scenario.invariants.map(({ id }) => id).sort())
  })
}

function overlaid(settings: readonly string[], fixed: readonly string[]): string[] {
  const nameOf = (setting: string) => setting.slice(0, setting.indexOf('='))
  const names = new Set(fixed.map(nameOf))
  return [...settings.filter((setting) => !names.has(nameOf(setting))), ...fixed]
}
