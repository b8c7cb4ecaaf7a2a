import type {
  Caption,
  Parameters,
  RunOptions,
  RunResult,
  Scenario,
  Series,
  Violation,
} from '../../kernel/scenario.ts'
import { TraceHash } from '../../kernel/trace-hash.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf, WITHOUT } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { Service } from './service.ts'
import { tell } from './tell.ts'
import { makeWorkload } from './workload.ts'

/**
 * A service calls a dependency that is slow for a while: once with a circuit breaker in between and
 * once without, in the same world.
 */
export const scenario: Scenario = {
  id: 'circuit-breaker',
  title: 'A service and its failing dependency, with and without a circuit breaker',
  version: 1,
  lesson: 'circuit-breaker',
  variants: [
    { prefix: '', title: 'with breaker' },
    { prefix: WITHOUT, title: 'without' },
  ],
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'opened', statement: 'the breaker opened' },
    { id: 'rejected', statement: 'the breaker rejected a call' },
    { id: 'closed_again', statement: 'the breaker closed again' },
  ],
  mutants: mutants.map(({ id, title, breaks }) => ({ id, title, breaks })),
  faultKinds: [],
  run,
  tell,
}

function run(seed: number, values: Parameters, { mutant }: RunOptions = {}): RunResult {
  const settings = settingsOf(values)
  const workload = makeWorkload(seed, settings)
  const guarded = new Service({ settings, workload, variant: '', guarded: true, mutant })
  const bare = new Service({ settings, workload, variant: WITHOUT, guarded: false, mutant })
  guarded.run()
  bare.run()
  return {
    seed,
    traceHash: jointHash(guarded, bare),
    events: guarded.world.events + bare.world.events,
    endUs: Math.max(guarded.world.nowUs, bare.world.nowUs),
    violations: firstOfEach([...guarded.witness.violations, ...bare.witness.violations]),
    metrics: { ...measure(guarded), ...withPrefix(measure(bare)) },
    series: [...seriesOf(guarded), ...seriesOf(bare).map(bareSeries)],
    captions: [...guarded.witness.captions, ...bare.witness.captions].sort(byTime),
    spans: [{ fromUs: settings.outageStartUs, toUs: settings.outageEndUs, text: 'outage' }],
    coverage: coverageOf(guarded),
    faults: [],
    operations: workload.arrivalsUs.length,
    end: 'done',
  }
}

/** A rule that both runs break is told once, with the breaker. */
function firstOfEach(violations: readonly Violation[]): Violation[] {
  const ids = violations.map(({ invariant }) => invariant)
  return violations.filter(({ invariant }, index) => ids.indexOf(invariant) === index)
}

function jointHash(guarded: Service, bare: Service): string {
  const hash = new TraceHash()
  hash.addDigest(guarded.world.hash.digest())
  hash.addDigest(bare.world.hash.digest())
  return hash.digest()
}

function withPrefix(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [WITHOUT + id, value]))
}

function bareSeries(series: Series): Series {
  return { ...series, id: WITHOUT + series.id }
}

function byTime(a: Caption, b: Caption): number {
  return a.atUs - b.atUs
}

function coverageOf({ monitor }: Service): Record<string, number> {
  return {
    opened: monitor?.changes.opened ?? 0,
    rejected: monitor?.rejections ?? 0,
    closed_again: monitor?.changes.closed ?? 0,
  }
}
