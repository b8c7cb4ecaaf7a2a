import { MODELS } from '../../checkers/registry.ts'
import type { CheckResult } from '../../checkers/verdict.ts'
import type { Operation } from '../../history/operation.ts'
import { pairOperations } from '../../history/pair.ts'
import { UserError } from '../../lib/user-error.ts'
import { type Check, overall, type Verdict } from '../verdict.ts'
import type { ClusterRun } from './cluster-run.ts'
import { checksOf, type Evidence } from './judge.ts'
import type { ClusterOptions } from './options.ts'
import { statsOf } from './statistics.ts'
import type { Workload } from './workloads/workload.ts'

/** A run and what is held of it. */
export interface Judged<Run extends ClusterRun = ClusterRun> extends Evidence {
  readonly run: Run
  readonly checks: readonly Check[]
  readonly verdict: Verdict
}

/** Judges a run by what its clients saw. @throws UserError, exit 2, for a consistency that the workload does not know. */
export async function judgeRun<Run extends ClusterRun>(
  workload: Workload,
  options: ClusterOptions,
  run: Run,
): Promise<Judged<Run>> {
  const operations = pairOperations(run.events)
  const stats = statsOf(run.events, run.messages)
  const result = operations.length === 0 ? undefined : await judgeHistory(workload, operations, options)
  const evidence = { workload, options, run, operations, stats, result }
  const checks = checksOf(evidence)
  return { ...evidence, checks, verdict: overall(checks) }
}

/** What the checker of a workload holds of what clients saw. @throws UserError, exit 2, for a consistency that it does not know. */
export async function judgeHistory(
  workload: Workload,
  operations: readonly Operation[],
  options: ClusterOptions,
): Promise<CheckResult> {
  const model = MODELS[workload.model]
  if (model === undefined) throw new Error(`there is no checker ${workload.model}`)
  const consistency = options.consistency ?? workload.consistency ?? model.consistency[0] ?? ''
  if (!model.consistency.includes(consistency)) {
    throw new UserError(`${workload.id} cannot be held to ${consistency}.`, {
      code: 'unknown-consistency',
      next: [`It can be held to: ${model.consistency.join(', ')}`],
    })
  }
  const check = await model.load(consistency)
  return check(operations, {
    consistency,
    ...(workload.keyed === undefined ? {} : { keyed: workload.keyed }),
  })
}
