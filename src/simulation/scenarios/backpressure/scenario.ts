import type { Span } from '../../kernel/scenario.ts'
import { serviceScenario, spanOf } from '../../kernel/service-scenario.ts'
import { invariants } from './invariants.ts'
import { measure, metrics, seriesOf } from './metrics.ts'
import { mutants } from './mutants.ts'
import { parameters, type Settings, settingsOf } from './parameters.ts'
import { Pipeline } from './pipeline.ts'
import { variants } from './strategies.ts'
import { tell } from './tell.ts'
import { faultKinds, makeWorkload } from './workload.ts'

/** A producer that is faster than the slowest stage behind it; five ways to deal with what piles up. */
export const scenario = serviceScenario({
  id: 'backpressure',
  title: 'A fast producer before a slow stage, with five kinds of buffers',
  lesson: 'backpressure',
  variants,
  parameters,
  metrics,
  invariants,
  goals: [
    { id: 'held_up', statement: 'the producer was held up' },
    { id: 'dropped', statement: 'an item was dropped' },
    { id: 'stalled', statement: 'a stage stood still' },
  ],
  mutants,
  faultKinds,
  settingsOf,
  makeWorkload,
  serve: (conditions) => new Pipeline(conditions),
  seriesOf,
  operationsOf: ({ items }) => items,
  measure: (pipeline, { settings }) => measure(pipeline, settings.durationUs),
  spansOf: ({ settings, workload }) => [
    ...surgeOf(settings),
    ...workload.faults.map((fault) => spanOf(fault, 'stall')),
  ],
  tell,
})

function surgeOf({ surgeStartUs, surgeUs }: Settings): Span[] {
  return surgeUs > 0 ? [{ fromUs: surgeStartUs, toUs: surgeStartUs + surgeUs, text: 'surge' }] : []
}
