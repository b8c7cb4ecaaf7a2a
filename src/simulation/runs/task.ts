import type { Parameters, RunOptions, RunResult, Scenario } from '../kernel/scenario.ts'
import { type ShrinkTask, type Shrunk, shrink } from '../kernel/shrink.ts'
import { type Chunk, type Seeds, type SweepPlan, sweepChunk } from '../kernel/sweep.ts'
import type { TallyData } from '../kernel/tally.ts'

/** A scenario without its code: what can be sent between threads and what reports need. */
export type ScenarioInfo = Omit<Scenario, 'run' | 'tell'>

/** One run to be looked at. */
interface ShowTask {
  readonly seed: number
  readonly parameters: Parameters
  readonly options: RunOptions
}

export interface ShownRun {
  readonly result: RunResult
  /** What it showed, in a few plain sentences. */
  readonly told: readonly string[]
}

/** The same seeds under different parameters. */
interface ValuesTask {
  readonly seeds: Seeds
  readonly cells: readonly Parameters[]
  readonly metrics: readonly string[]
  readonly options: RunOptions
}

export interface Values {
  /** Seed by seed, in each cell by cell, in each metric by metric. */
  readonly values: Float64Array
  readonly events: number
  readonly violations: number
  readonly endless: number
}

/** What can be asked of whoever holds a scenario, be it this thread or another: question and answer. */
export interface Tasks {
  readonly describe: [task: null, answer: ScenarioInfo]
  readonly sweep: [task: { readonly plan: SweepPlan; readonly chunk: Chunk }, answer: TallyData]
  readonly show: [task: ShowTask, answer: ShownRun]
  readonly values: [task: ValuesTask, answer: Values]
  readonly shrink: [task: ShrinkTask, answer: Shrunk | undefined]
}

export type TaskKind = keyof Tasks

export interface Question<K extends TaskKind = TaskKind> {
  readonly kind: K
  readonly task: Tasks[K][0]
}

type Performers = {
  readonly [K in TaskKind]: (scenario: Scenario, task: Tasks[K][0]) => Tasks[K][1]
}

const PERFORMERS: Performers = {
  describe: ({ run: _run, tell: _tell, ...info }) => info,
  sweep: (scenario, { plan, chunk }) => sweepChunk(scenario, plan, chunk),
  show: (scenario, { seed, parameters, options }) => {
    const result = scenario.run(seed, parameters, options)
    return { result, told: scenario.tell(result, parameters) }
  },
  values: measure,
  shrink,
}

export function perform<K extends TaskKind>(scenario: Scenario, { kind, task }: Question<K>): Tasks[K][1] {
  const performer: Performers[K] = PERFORMERS[kind]
  return performer(scenario, task)
}

function measure(scenario: Scenario, { seeds, cells, metrics, options }: ValuesTask): Values {
  const values = new Float64Array(seeds.count * cells.length * metrics.length)
  let [at, events, violations, endless] = [0, 0, 0, 0]
  for (let index = 0; index < seeds.count; index += 1) {
    for (const parameters of cells) {
      const run = scenario.run(seeds.first + index * seeds.step, parameters, options)
      events += run.events
      violations += run.violations.length > 0 ? 1 : 0
      endless += run.end === 'out-of-events' ? 1 : 0
      for (const metric of metrics) {
        values[at] = run.metrics[metric] ?? Number.NaN
        at += 1
      }
    }
  }
  return { values, events, violations, endless }
}
