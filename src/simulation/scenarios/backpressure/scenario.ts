import type { Parameters, RunOptions, RunResult, Scenario } from '../../kernel/scenario.ts'
import { sideBySide } from '../../kernel/side-by-side.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, type Settings, settingsOf } from './parameters.ts'
import { Pipeline } from './pipeline.ts'
import { variants } from './strategies.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/** A producer that is faster than the slowest stage behind it; five ways to deal with what piles up. */
export const scenario: Scenario = {
  id: 'backpressure',
  title: 'A fast producer before a slow stage, with five kinds of buffers',
  version: 1,
  lesson: 'backpressure',
  variants: variants.map(({ prefix, title }) => ({ prefix, title })),
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'held_up', statement: 'the producer was held up' },
    { id: 'dropped', statement: 'an item was dropped' },
    { id: 'stalled', statement: 'a stage stood still' },
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
    const pipeline = new Pipeline({ settings, workload, variant, options })
    const end = pipeline.run()
    return {
      world: pipeline.world,
      end,
      witness: pipeline.witness,
      metrics: measure(pipeline, settings.durationUs),
      series: seriesOf(pipeline),
      coverage: pipeline.coverage,
    }
  }
  return sideBySide(variants, runOne, {
    seed,
    spans: [
      ...surgeOf(settings),
      ...workload.faults.map(({ atUs, durationUs }) => ({
        fromUs: atUs,
        toUs: atUs + durationUs,
        text: 'stall',
      })),
    ],
    faults: workload.faults,
    operations: workload.items,
  })
}

function surgeOf({ surgeStartUs, surgeUs }: Settings): RunResult['spans'] {
  return surgeUs > 0 ? [{ fromUs: surgeStartUs, toUs: surgeStartUs + surgeUs, text: 'surge' }] : []
}
