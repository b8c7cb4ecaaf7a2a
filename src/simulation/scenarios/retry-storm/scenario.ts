import type { Parameters, RunOptions, RunResult, Scenario } from '../../kernel/scenario.ts'
import { sideBySide } from '../../kernel/side-by-side.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, settingsOf } from './parameters.ts'
import { variants } from './retry-policies.ts'
import { Storm } from './storm.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload, triggerOf } from './workload.ts'

/** A server has a short outage; whether it recovers depends on how its clients retry. */
export const scenario: Scenario = {
  id: 'retry-storm',
  title: 'A short outage, and clients that retry in four ways',
  version: 1,
  lesson: 'retry-backoff-jitter',
  variants: variants.map(({ prefix, title }) => ({ prefix, title })),
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'retried', statement: 'a request was retried' },
    { id: 'wasted', statement: 'the server worked on an attempt for which nobody waited any more' },
    { id: 'budget_refused', statement: 'the retry budget refused a retry' },
    { id: 'outlasted', statement: 'with some way to retry the overload outlasted its trigger' },
  ],
  mutants: mutants.map(({ id, title, breaks }) => ({ id, title, breaks })),
  faultKinds,
  run,
  tell,
}

function run(seed: number, values: Parameters, options: RunOptions = {}): RunResult {
  const settings = settingsOf(values)
  const workload = makeWorkload(seed, settings, options)
  const trigger = triggerOf(workload)
  const runOne = (variant: (typeof variants)[number]) => {
    const storm = new Storm({ settings, workload, variant, options })
    const end = storm.run()
    const isOver = workload.faults.length > 0 && trigger.toUs < settings.durationUs
    const outlasted = isOver && storm.measurement.isStuck() ? 1 : 0
    return {
      world: storm.world,
      end,
      witness: storm.witness,
      metrics: measure(storm, trigger, settings.timeoutUs),
      series: seriesOf(storm),
      coverage: { ...storm.coverage, outlasted },
    }
  }
  return sideBySide(variants, runOne, {
    seed,
    spans: workload.faults.map(({ atUs, durationUs }) => ({
      fromUs: atUs,
      toUs: atUs + durationUs,
      text: 'trigger',
    })),
    faults: workload.faults,
    operations: workload.requests.atUs.length,
  })
}
