import { type Judged, judgeRun } from '../judged-run.ts'
import type { ClusterOptions } from '../options.ts'
import type { Plan } from '../plan.ts'
import type { NodeProgram } from '../real/node-process.ts'
import type { Workload } from '../workloads/workload.ts'
import { runInSteps, type StepRun } from './run-steps.ts'
import type { Watcher } from './sight.ts'
import { StepHosts } from './step-hosts.ts'

/** What makes a run: the same schedule gives the same run, as long as the program stays the same. */
export interface Schedule {
  readonly options: ClusterOptions
  readonly plan: Plan
}

export type Trial = Judged<StepRun> & { readonly schedule: Schedule }

/** Runs schedules of one program, and counts what that takes. */
export class Trials {
  runs = 0
  steps = 0
  simulatedUs = 0
  readonly #workload: Workload
  readonly #hosts: StepHosts

  constructor(program: NodeProgram, workload: Workload) {
    this.#workload = workload
    this.#hosts = new StepHosts(program)
  }

  async run(schedule: Schedule, watcher?: Watcher): Promise<Trial> {
    const trial = await this.attempt(schedule, watcher)
    this.count(trial.run)
    return trial
  }

  /** Runs a schedule, and counts nothing yet. */
  async attempt(schedule: Schedule, watcher?: Watcher): Promise<Trial> {
    const { options, plan } = schedule
    return this.judge(schedule, await runInSteps(this.#hosts, this.#workload, options, plan, watcher))
  }

  count({ steps, lastedUs }: Pick<StepRun, 'steps' | 'lastedUs'>): void {
    this.runs += 1
    this.steps += steps
    this.simulatedUs += lastedUs
  }

  /** What is held of a run, wherever it was run. */
  async judge(schedule: Schedule, run: StepRun): Promise<Trial> {
    return { ...(await judgeRun(this.#workload, schedule.options, run)), schedule }
  }

  /** Ends all processes. */
  stop(): Promise<void> {
    return this.#hosts.stop()
  }
}

/** Which check failed, and by what: a run that is made smaller must fail by the same. Undefined when none did. */
export function failureOf({ checks, run }: Trial): string | undefined {
  const failed = checks.find(({ verdict }) => verdict === 'fail')
  if (failed === undefined) return undefined
  return failed.id === 'protocol' ? `protocol ${run.slips[0]?.kind}` : failed.id
}
