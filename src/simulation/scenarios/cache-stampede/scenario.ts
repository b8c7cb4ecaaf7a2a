import type { Parameters, RunOptions, RunResult, Scenario } from '../../kernel/scenario.ts'
import { sideBySide } from '../../kernel/side-by-side.ts'
import { Cache } from './cache.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { variants } from './protections.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/** Values expire while many ask for them; six ways to have them fetched again. */
export const scenario: Scenario = {
  id: 'cache-stampede',
  title: 'A cache whose values expire under load, with six protections of the origin',
  version: 1,
  lesson: 'request-coalescing',
  variants: variants.map(({ prefix, title }) => ({ prefix, title })),
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'expired', statement: 'a request found a value expired or missing' },
    { id: 'joined', statement: 'a request joined a fetch on its way' },
    { id: 'lock_found', statement: 'a request found a lock taken' },
    { id: 'early', statement: 'a value was fetched before its TTL was over' },
    { id: 'stale_served', statement: 'a value was served after its TTL' },
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
    const cache = new Cache({ settings, workload, variant, options })
    const end = cache.run()
    return {
      world: cache.world,
      end,
      witness: cache.witness,
      metrics: measure(cache),
      series: seriesOf(cache),
      coverage: cache.coverage,
    }
  }
  return sideBySide(variants, runOne, {
    seed,
    spans: [],
    faults: workload.faults,
    operations: workload.requests.atUs.length,
  })
}
