import type { Parameters, RunOptions, RunResult, Scenario } from '../../kernel/scenario.ts'
import { sideBySide } from '../../kernel/side-by-side.ts'
import { Gate } from './gate.ts'
import { invariants } from './invariants.ts'
import { variants } from './kinds.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/** The same bursts of requests, limited in five ways. */
export const scenario: Scenario = {
  id: 'rate-limiters',
  title: 'Five rate limiters before the same bursts',
  version: 1,
  lesson: 'rate-limiting',
  variants: variants.map(({ prefix, title }) => ({ prefix, title })),
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'refused', statement: 'a request was refused' },
    { id: 'delayed', statement: 'a request had to wait in the leaky bucket' },
    { id: 'boundary_burst', statement: 'a fixed window let more than its limit pass around a boundary' },
  ],
  mutants: mutants.map(({ id, title, breaks }) => ({ id, title, breaks })),
  faultKinds,
  run,
  tell,
}

function run(seed: number, values: Parameters, options: RunOptions = {}): RunResult {
  const settings = settingsOf(values)
  const workload = makeWorkload(seed, settings, options)
  const runOne = (variant: (typeof variants)[number]) => {
    const gate = new Gate({ settings, workload, variant, options })
    const end = gate.run()
    const boundary = variant.kind === 'fixed' && gate.monitor.worst > settings.limit ? 1 : 0
    return {
      world: gate.world,
      end,
      witness: gate.witness,
      metrics: measure(gate),
      series: seriesOf(gate),
      coverage: { ...gate.coverage, boundary_burst: boundary },
    }
  }
  return sideBySide(variants, runOne, {
    seed,
    spans: [],
    faults: workload.faults,
    operations: workload.requests.atUs.length,
  })
}
