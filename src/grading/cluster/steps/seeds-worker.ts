import { serve } from '../../../platform/worker-port.ts'
import type { ClusterOptions } from '../options.ts'
import type { NodeProgram } from '../real/node-process.ts'
import { WORKLOADS } from '../workloads/registry.ts'
import { Trials } from './trial.ts'
import { scheduleOf, triedOf } from './tried.ts'

/** What a worker is told once. */
export interface SeedsTask {
  readonly program: NodeProgram
  readonly options: ClusterOptions
}

/** What a worker of a sweep does: runs one seed after the other, with nodes of its own. They end with it. */
serve(async (data) => {
  const { program, options } = data as SeedsTask
  const workload = WORKLOADS.find(({ id }) => id === options.workload)
  if (workload === undefined) throw new Error(`there is no workload ${options.workload}`)
  const trials = new Trials(program, workload)
  return async (question) => {
    const at = question as number
    return triedOf(await trials.attempt(scheduleOf(options, at)), at)
  }
})
