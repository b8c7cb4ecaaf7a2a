import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAssertion } from '../../../src/simulation/kernel/assertion.ts'
import type { Failure } from '../../../src/simulation/kernel/failure.ts'
import type { Crash, Fault } from '../../../src/simulation/kernel/fault.ts'
import type { RunOptions, RunResult, Scenario } from '../../../src/simulation/kernel/scenario.ts'
import { merged, weaker } from '../../../src/simulation/kernel/schedule.ts'
import { DEFAULT_SHRINK_BUDGET, type Shrunk, shrink } from '../../../src/simulation/kernel/shrink.ts'
import { toy } from '../helpers/toy.ts'

interface Needed {
  readonly node: number
  readonly leastUs: number
}

interface Bug {
  readonly faults: readonly Fault[]
  readonly operations: number
  /** The rule breaks as soon as each of these nodes has been down for so long. */
  readonly needs: readonly Needed[]
  readonly needsOperations: readonly number[]
}

const END_US = 10_000_000
const EVEN: Failure = { kind: 'invariant', invariant: 'even' }

/** A cluster that fails when certain nodes have crashed for long enough and certain operations ran. */
function fragile({ faults: own, operations: count, needs, needsOperations }: Bug): Scenario {
  const run = (seed: number, _: object, options: RunOptions = {}): RunResult => {
    const faults = (options.faults ?? own).filter((fault) => fault.kind !== 'when')
    const operations = options.operations ?? Array.from({ length: count }, (_, index) => index)
    const struckUs = needs.map(({ node, leastUs }) =>
      Math.min(
        ...faults
          .filter((fault) => fault.kind === 'crash' && fault.node === node && fault.durationUs >= leastUs)
          .map(({ atUs }) => atUs + leastUs),
      ),
    )
    const missing = needsOperations.some((operation) => !operations.includes(operation))
    const atUs = Math.max(0, ...struckUs, ...needsOperations.map((operation) => operation * 1000))
    const broken = !missing && atUs <= Math.min(options.untilUs ?? END_US, END_US)
    return {
      ...toy().run(seed, {}),
      traceHash: JSON.stringify([faults, operations]),
      violations: broken ? [{ invariant: 'even', atUs, story: [options.tracing ? 'told' : 'untold'] }] : [],
      faults,
      operations: count,
    }
  }
  return { ...toy(), run }
}

const crash = fc.record({
  kind: fc.constant('crash' as const),
  node: fc.integer({ min: 0, max: 7 }),
  disk: fc.constant('kept' as const),
  atUs: fc.integer({ min: 0, max: 4_000_000 }),
  durationUs: fc.integer({ min: 1, max: 2_000_000 }),
})

/** A schedule that contains what the bug needs, among other things. */
const bugs: fc.Arbitrary<Bug> = fc
  .record({
    noise: fc.array(crash, { maxLength: 25 }),
    causes: fc.uniqueArray(crash, { maxLength: 4, selector: ({ node }) => node }),
    operations: fc.integer({ min: 1, max: 200 }),
    chosen: fc.array(fc.nat(199), { maxLength: 3 }),
  })
  .map(({ noise, causes, operations, chosen }) => ({
    faults: [...noise, ...causes],
    operations,
    needs: causes.map(({ node, durationUs }) => ({ node, leastUs: Math.ceil(durationUs / 3) })),
    needsOperations: [...new Set(chosen.filter((operation) => operation < operations))],
  }))

function shrunkOf(bug: Bug, options: RunOptions = {}): Shrunk {
  const found = shrink(fragile(bug), { seed: 1, parameters: {}, options, failure: EVEN })
  if (found === undefined) throw new Error('nothing was shrunk')
  return found
}

describe('shrinking', () => {
  it('finds the fewest faults and operations, as early as can be', () => {
    fc.assert(
      fc.property(bugs, (bug) => {
        const { faults, operations, violation } = shrunkOf(bug)
        const nodes = faults.map((fault) => (fault as Crash).node).sort()
        expect(nodes).toEqual(bug.needs.map(({ node }) => node).sort())
        expect(operations).toEqual(bug.needsOperations.toSorted((a, b) => a - b))
        const firstUs = Math.max(
          0,
          ...bug.needs.map(({ leastUs }) => leastUs),
          ...bug.needsOperations.map((operation) => operation * 1000),
        )
        // Pulling stops at the last millisecond.
        expect((violation?.atUs ?? 0) - firstUs).toBeLessThan(2000)
      }),
      { numRuns: 150 },
    )
  })

  it('shortens faults to what is needed, in round numbers', () => {
    const faults: Crash[] = [{ kind: 'crash', node: 1, disk: 'kept', atUs: 0, durationUs: 1_000_000 }]
    const [fault] = shrunkOf({
      faults,
      operations: 1,
      needs: [{ node: 1, leastUs: 100_000 }],
      needsOperations: [],
    }).faults
    expect(fault?.durationUs).toBe(100_001)
  })

  it('gives a run that fails at the same time when it is run again, with its story', () => {
    fc.assert(
      fc.property(bugs, (bug) => {
        const { faults, operations = [], untilUs = 0, violation, traceHash } = shrunkOf(bug)
        const again = fragile(bug).run(1, {}, { faults, operations, untilUs })
        expect(again.violations[0]?.atUs).toBe(violation?.atUs)
        expect(again.traceHash).toBe(traceHash)
        expect(violation?.story).toEqual(['told'])
      }),
      { numRuns: 30 },
    )
  })

  it('does not spare a fault when the rule then breaks later', () => {
    // Either fault suffices; the one that makes it fail at once is kept, though the other is shorter.
    const early: Crash = { kind: 'crash', node: 1, disk: 'kept', atUs: 1_000_000, durationUs: 500_000 }
    const both: Scenario = {
      ...toy(),
      run: (seed, _, options = {}) => {
        const faults = (options.faults ?? [early, { ...early, node: 2 }]) as Crash[]
        const has = (node: number) => faults.some((fault) => fault.node === node)
        const atUs = has(1) && has(2) ? 2_000_000 : 9_000_000
        const violations = faults.length > 0 ? [{ invariant: 'even', atUs, story: [] }] : []
        const kept = violations.filter((one) => one.atUs <= (options.untilUs ?? END_US))
        return { ...toy().run(seed, {}), traceHash: JSON.stringify(faults), violations: kept, faults }
      },
    }
    const found = shrink(both, { seed: 1, parameters: {}, options: {}, failure: EVEN })
    expect(found?.faults.map((fault) => (fault as Crash).node)).toEqual([1, 2])
    expect(found?.violation?.atUs).toBe(2_000_000)
  })

  it('takes no violation for one that only the earlier end of the run brings about', () => {
    const pause: Fault = { kind: 'pause', node: 1, atUs: 5, durationUs: 9 }
    const twice: Scenario = {
      ...toy(),
      run: (seed, _, options = {}) => {
        const endUs = Math.min(END_US, options.untilUs ?? END_US)
        const faults = (options.faults ?? [pause]) as Fault[]
        const atUs = faults.length > 0 ? 3_000_000 : endUs < 6_000_000 ? endUs : Number.NaN
        const violations = atUs <= endUs ? [{ invariant: 'even', atUs, story: [] }] : []
        return { ...toy().run(seed, {}), traceHash: JSON.stringify(faults), violations, faults }
      },
    }
    const found = shrink(twice, { seed: 1, parameters: {}, options: {}, failure: EVEN })
    expect(found?.faults).toHaveLength(1)
    expect(found?.violation?.atUs).toBe(3_000_000)
  })

  it('leaves the operations of a scenario alone that runs them all whatever it is told', () => {
    const deaf: Scenario = {
      ...toy(),
      run: (seed) => ({
        ...toy().run(seed, {}),
        operations: 50,
        violations: [{ invariant: 'even', atUs: 5, story: [] }],
      }),
    }
    const found = shrink(deaf, { seed: 1, parameters: {}, options: {}, failure: EVEN })
    expect(found?.operations).toHaveLength(50)
  })

  it('gives up on a run that does not repeat from its faults as they were written down', () => {
    let runs = 0
    const other: Scenario = {
      ...toy(),
      run: (seed) => {
        runs += 1
        return { ...toy().run(7, {}), seed, traceHash: String(runs) }
      },
    }
    expect(shrink(other, { seed: 1, parameters: {}, options: {}, failure: EVEN })).toBeUndefined()
    expect(shrink(toy(), { seed: 2, parameters: {}, options: {}, failure: EVEN })).toBeUndefined()
  })

  it('ends when its budget is spent, with what it has by then', () => {
    const faults = Array.from({ length: 60 }, (_, index): Crash => {
      return { kind: 'crash', node: index % 8, disk: 'kept', atUs: index * 1000, durationUs: 5000 }
    })
    const bug = { faults, operations: 100, needs: [{ node: 3, leastUs: 5 }], needsOperations: [7] }
    const task = { seed: 1, parameters: {}, options: {}, failure: EVEN }
    const little = shrink(fragile(bug), { ...task, budget: { ...DEFAULT_SHRINK_BUDGET, runs: 3 } })
    expect(little?.runs).toBe(3)
    expect(little?.violation?.invariant).toBe('even')
    const byEvents = shrink(fragile(bug), { ...task, budget: { ...DEFAULT_SHRINK_BUDGET, events: 50 } })
    expect(byEvents?.runs).toBe(5)
  })
})

/** `value` grows by `harm` for each microsecond that each of these nodes is down; the rest of the run is a toy's. */
function slowed(own: readonly Crash[], harms: Readonly<Record<number, number>>): Scenario {
  return {
    ...toy(),
    run: (seed, _, options = {}) => {
      const faults = (options.faults ?? own) as Crash[]
      const value = faults.reduce((sum, { node, durationUs }) => sum + (harms[node] ?? 0) * durationUs, 0)
      const coverage = { large: value > 100 ? 1 : 0 }
      const result = { ...toy().run(seed, {}), traceHash: JSON.stringify(faults), faults, operations: 40 }
      return { ...result, coverage, metrics: { value, recovery_ms: value } }
    },
  }
}

const crashOf = (node: number, durationUs = 100_000): Crash => {
  return { kind: 'crash', node, disk: 'kept', atUs: node * 1000, durationUs }
}

function failing(text: string): Failure {
  return { kind: 'assertion', assertion: parseAssertion(text, toy()) }
}

describe('shrinking a failed assertion', () => {
  const task = { seed: 2, parameters: {}, options: {} }
  const five = [0, 1, 2, 3, 4].map((node) => crashOf(node))

  it.each(['every value < 40000', 'value < 40000', 'within 40s after heal: recovered', 'never large'])(
    'keeps the fewest faults with which "%s" fails alone, shortened, where and when they were',
    (text) => {
      const found = shrink(slowed(five, { 1: 0.3, 3: 0.3 }), { ...task, failure: failing(text) })
      const both = text !== 'never large'
      expect(found?.faults.map((fault) => [(fault as Crash).node, fault.atUs])).toEqual(
        both
          ? [
              [1, 1000],
              [3, 3000],
            ]
          : [[3, 3000]],
      )
      expect(found?.faults.some(({ durationUs }) => durationUs < 100_000)).toBe(true)
      expect(found?.assertion).toMatchObject({ verdict: 'fail', seeds: 1, assertion: { text } })
      expect([found?.violation, found?.untilUs, found?.operations]).toEqual([undefined, undefined, undefined])
      expect(found).toMatchObject({ operationCount: 40, before: { faults: 5, operations: 40 } })
      expect(found?.traceHash).toBe(JSON.stringify(found?.faults))
    },
  )

  it('finds that no fault is needed', () => {
    const found = shrink(slowed(five, {}), { ...task, failure: failing('value > 3') })
    expect(found?.faults).toEqual([])
  })

  it('does not take having no value, or being stopped, for being over the bound', () => {
    const base = slowed([crashOf(1), crashOf(2)], { 1: 1 })
    const other = (without: Partial<RunResult>): Scenario => ({
      ...base,
      run: (seed, parameters, options) => {
        const run = base.run(seed, parameters, options)
        return run.faults.length < 2 ? { ...run, ...without } : run
      },
    })
    const failure = failing('every value < 40')
    for (const without of [{ metrics: { value: Number.NaN } }, { end: 'out-of-events' as const }]) {
      expect(shrink(other(without), { ...task, failure })?.faults).toHaveLength(2)
    }
    expect(shrink(other({}), { ...task, failure })?.faults).toHaveLength(1)
  })

  it('asks of a goal after the heal whether it is met with fewer faults too', () => {
    // Each crash delays the goal by a second; it is met at 5 s without any, and the heal is at 4 s.
    const own = [crashOf(1), crashOf(2), crashOf(3)]
    const late: Scenario = {
      ...slowed(own, {}),
      run: (seed, _, options = {}) => {
        const faults = (options.faults ?? own) as Crash[]
        const endUs = Math.min(options.untilUs ?? 20e6, 20e6)
        const trace = { nodes: [], changes: [], messages: [], notes: [], faults, endUs, truncated: false }
        return {
          ...slowed(own, {}).run(seed, {}, { faults }),
          coverage: { large: endUs >= 5e6 + faults.length * 1e6 ? 1 : 0 },
          ...(options.tracing && { trace: { ...trace, healUs: 4e6 } }),
        }
      },
    }
    const failure = failing('within 2s after heal: large')
    expect(shrink(late, { ...task, failure })?.faults).toHaveLength(2)
  })

  it('has nothing to do with an assertion that holds, or that the run repeats otherwise', () => {
    expect(shrink(slowed(five, {}), { ...task, failure: failing('value < 3') })).toBeUndefined()
    let runs = 0
    const other: Scenario = {
      ...toy(),
      run: (seed) => {
        runs += 1
        return { ...toy().run(seed, {}), traceHash: String(runs) }
      },
    }
    expect(shrink(other, { ...task, failure: failing('value < 1') })).toBeUndefined()
  })
})

describe('a weaker fault', () => {
  it('loses one harm, or half of it, until nothing is left', () => {
    const link: Fault = { kind: 'link', atUs: 0, durationUs: 9, loss: 0.5, delayUs: 1 }
    expect(weaker(link)).toEqual([
      { kind: 'link', atUs: 0, durationUs: 9, delayUs: 1 },
      { ...link, loss: 0.25 },
      { kind: 'link', atUs: 0, durationUs: 9, loss: 0.5 },
    ])
    expect(weaker({ kind: 'clock-skew', node: 1, byUs: -5, atUs: 0, durationUs: 1 })).toMatchObject([
      { byUs: -2 },
    ])
    expect(weaker({ kind: 'drop', from: 0, to: 1, count: 1, atUs: 0, durationUs: 1 })).toEqual([])
    expect(weaker({ kind: 'partition', side: [0, 1], atUs: 0, durationUs: 1 })).toMatchObject([
      { side: [1] },
      { side: [0] },
    ])
  })

  it('is one instead of two of the same, from the first to the end of the last', () => {
    const one: Fault = { kind: 'pause', node: 1, atUs: 100, durationUs: 50 }
    expect(merged({ ...one, atUs: 200, durationUs: 5 }, one)).toEqual({ ...one, durationUs: 105 })
    expect(merged(one, { ...one, node: 2 })).toBeUndefined()
  })
})
