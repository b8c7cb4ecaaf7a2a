import type { RunResult, Violation } from '../../../simulation/kernel/scenario.ts'
import type { Note } from '../../../simulation/kernel/trace.ts'
import type { Passed } from '../network/network.ts'
import type { Trial } from '../steps/trial.ts'
import { tellStory } from '../story/story.ts'
import { type Span, toScreen } from './node-faults.ts'
import type { NodeLooks } from './node-looks.ts'
import { servicesOf, watchedTrace } from './watched-trace.ts'

export interface Filmed {
  readonly trial: Trial
  readonly looks: NodeLooks
  readonly passed: readonly Passed[]
  readonly span: Span
}

/** A judged run in the form in which the screen of simulations shows one. */
export function watchedResult({ trial, looks, passed, span }: Filmed): RunResult {
  const { run, workload, operations } = trial
  const endUs = run.lastedUs
  const places = [...run.nodes, ...servicesOf(run.nodes, passed)]
  const violations = violationsOf(trial)
  const trace = watchedTrace({ run, passed, workload, places, looks, span, endUs })
  const broken = violations.map(({ invariant, atUs }): Note => {
    return { atUs, node: -1, kind: 'violation', text: `broken: ${invariant}` }
  })
  const struck = run.strikes.map(({ fault }) => fault)
  return {
    seed: trial.schedule.options.seed,
    traceHash: run.traceHash,
    events: run.steps,
    endUs,
    violations,
    ...{ metrics: {}, series: [], captions: [], spans: [], coverage: {} },
    faults: toScreen(struck, run.nodes, span),
    operations: operations.length,
    end: 'done',
    trace: { ...trace, notes: [...trace.notes, ...broken].sort((a, b) => a.atUs - b.atUs) },
  }
}

/** What the run showed, in a few sentences. */
export function toldOf({ checks }: Trial): string[] {
  return checks.map(({ verdict, title, message }) => `${verdict} ${title}: ${message.split('\n')[0] ?? ''}`)
}

/** Each check that failed, at the time of what shows it. */
function violationsOf(trial: Trial): Violation[] {
  const story = tellStory(trial)
  return trial.checks.flatMap(({ id, verdict, message }): Violation[] => {
    if (verdict !== 'fail') return []
    const { slips, lastedUs } = trial.run
    if (id === 'protocol')
      return [{ invariant: id, atUs: slips[0]?.atUs ?? lastedUs, story: message.split('\n') }]
    if (id !== 'history' || story === undefined)
      return [{ invariant: id, atUs: lastedUs, story: message.split('\n') }]
    const lines = story.lines.map(({ atUs, text }) => `${(atUs / 1e6).toFixed(3)} s  ${text}`)
    return [
      { invariant: id, atUs: Math.min(lastedUs, Math.round(story.toUs)), story: [...lines, story.headline] },
    ]
  })
}
