import type { RunResult } from '../../../simulation/kernel/scenario.ts'
import type { Passed } from '../network/network.ts'
import { nodeNamesOf } from '../options.ts'
import type { Schedule, Trials } from '../steps/trial.ts'
import type { Span } from './node-faults.ts'
import { NodeLooks } from './node-looks.ts'
import { toldOf, watchedResult } from './watched-result.ts'
import { MOST_PASSED } from './watched-trace.ts'

export interface Shown {
  readonly result: RunResult
  /** What it showed, in a few sentences. */
  readonly told: readonly string[]
}

/** Runs a schedule with everything kept that a screen shows. `span` is when the clients asked. */
export async function filmNodes(
  trials: Trials,
  schedule: Schedule,
): Promise<Shown & { readonly span: Span }> {
  const looks = new NodeLooks(nodeNamesOf(schedule.options))
  const passed: Passed[] = []
  const trial = await trials.run(schedule, {
    sees: (node, atUs, sight) => looks.see(node, atUs, sight),
    passes: (one) => {
      if (passed.length < MOST_PASSED) passed.push(one)
    },
  })
  const fromUs = trial.run.loadFromUs
  const span = { fromUs, toUs: fromUs + schedule.options.timeLimitMs * 1000 }
  return { result: watchedResult({ trial, looks, passed, span }), told: toldOf(trial), span }
}

/** The nodes before anything has happened: what is seen until a run is done. */
export function stillOf({ options }: Schedule): Shown {
  const nodes = nodeNamesOf(options)
  const view = { role: 'up', fields: {} }
  const result: RunResult = {
    ...{ seed: options.seed, traceHash: '', events: 0, endUs: 1, violations: [], metrics: {}, series: [] },
    ...{ captions: [], spans: [], coverage: {}, faults: [], operations: 0, end: 'done' },
    trace: {
      nodes: nodes.map((name) => ({ name, role: '' })),
      changes: nodes.map((_, node) => ({ atUs: 0, node, status: 'up', view })),
      ...{ messages: [], notes: [], faults: [], healUs: undefined, endUs: 1, truncated: false },
    },
  }
  return { result, told: [] }
}
