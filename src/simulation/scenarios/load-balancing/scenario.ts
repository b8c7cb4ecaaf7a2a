import type { Parameters, RunOptions, RunResult, Scenario } from '../../kernel/scenario.ts'
import { sideBySide } from '../../kernel/side-by-side.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { variants } from './policies.ts'
import { Pool } from './pool.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/** The same requests, spread over the same servers by five policies. */
export const scenario: Scenario = {
  id: 'load-balancing',
  title: 'Five ways to spread requests over servers',
  version: 1,
  lesson: 'load-balancing',
  variants: variants.map(({ prefix, title }) => ({ prefix, title })),
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'killed_at_work', statement: 'a server was killed that had requests' },
    { id: 'refused', statement: 'a request went to a dead server before the balancer noticed' },
    { id: 'keys_moved', statement: 'keys moved to another server' },
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
    const pool = new Pool({ seed, settings, workload, variant, options })
    const end = pool.run()
    return {
      world: pool.world,
      end,
      witness: pool.witness,
      metrics: measure(pool, settings.keys),
      series: seriesOf(pool),
      coverage: { ...pool.coverage, keys_moved: pool.monitor.keyMoves.moved },
    }
  }
  return sideBySide(variants, runOne, {
    seed,
    spans: spansOf(workload.faults),
    faults: workload.faults,
    operations: workload.requests.atUs.length,
  })
}

function spansOf(faults: RunResult['faults']): RunResult['spans'] {
  const crash = faults.find(({ kind }) => kind === 'crash')
  const load = faults.find(({ kind }) => kind === 'load')
  const span = (fault: typeof crash, text: string) =>
    fault === undefined ? [] : [{ fromUs: fault.atUs, toUs: fault.atUs + fault.durationUs, text }]
  return [...span(crash, 'servers dead'), ...span(load, 'added load')]
}
