import type { RunResult, Scenario } from '../../../src/simulation/kernel/scenario.ts'
import { TraceHash } from '../../../src/simulation/kernel/trace-hash.ts'

export interface ToyOptions {
  /** Every seed that was run. */
  readonly runs?: number[]
  /** What each further run adds to the metric: a scenario that is not pure. */
  readonly drift?: number
  readonly part?: Partial<Scenario>
  readonly run?: (seed: number) => Partial<RunResult>
}

/** A scenario whose one metric is the seed; odd seeds from 7 on break the invariant. */
export function toy({ runs = [], drift = 0, part = {}, run = () => ({}) }: ToyOptions = {}): Scenario {
  return {
    id: 'toy',
    title: 'Toy',
    version: 1,
    lesson: 'toy',
    variants: [{ prefix: '', title: 'only' }],
    parameters: [],
    metrics: [
      { id: 'value', unit: 'count', description: 'the seed' },
      { id: 'recovery_ms', unit: 'ms', description: 'ten times the seed' },
    ],
    invariants: [{ id: 'even', statement: 'it is even' }],
    goals: [
      { id: 'seen', statement: 'it was seen' },
      { id: 'large', statement: 'it was above 8' },
    ],
    faultKinds: [],
    mutants: [],
    tell: () => [],
    ...part,
    run(seed): RunResult {
      runs.push(seed)
      const hash = new TraceHash()
      hash.addInteger(seed)
      const odd = seed >= 7 && seed % 2 === 1
      return {
        seed,
        traceHash: hash.digest(),
        events: 10,
        endUs: seed,
        violations: odd ? [{ invariant: 'even', atUs: seed, story: [`seed ${seed}`] }] : [],
        metrics: { value: seed + drift * runs.length, recovery_ms: seed * 10 },
        series: [],
        captions: [],
        spans: [],
        faults: [],
        operations: 0,
        end: 'done',
        coverage: { seen: 1, large: seed > 8 ? 1 : 0 },
        ...run(seed),
      }
    },
  }
}
