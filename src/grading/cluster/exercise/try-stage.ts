import type { ClusterStage } from '../../../corpus/cluster-exercise-schema.ts'
import { overall, type Verdict } from '../../verdict.ts'
import { requireWorkload } from '../grade-cluster.ts'
import { type Judged, judgeRun } from '../judged-run.ts'
import type { ClusterOptions } from '../options.ts'
import type { NodeProgram } from '../real/node-process.ts'
import { runCluster } from '../real/run.ts'
import { firstDifference } from '../steps/first-difference.ts'
import { together } from '../steps/sweep.ts'
import { type Trial, Trials } from '../steps/trial.ts'
import { stageOptions } from './stage-options.ts'

/** What a stage came to, in few words: nothing is made small, nothing is kept. */
export interface StageOutcome {
  readonly stage: string
  readonly verdict: Verdict
  /** Checks that did not pass. */
  readonly failed: readonly string[]
  /** Where: a seed, or what went wrong in real time. */
  readonly where: string
  /** What the first of them says. */
  readonly message: string
}

const FIRST_SEED = 1

/** Runs so many seeds in virtual time, up to the first that fails. The first is run twice: it must be the same. */
export async function tryInSteps(
  program: NodeProgram,
  stage: ClusterStage,
  seeds: number,
): Promise<StageOutcome> {
  const options = stageOptions(stage, { time: 'virtual', seed: FIRST_SEED, seeds })
  const trials = new Trials(program, requireWorkload(stage.workload))
  const passed: Pick<Trial, 'checks'>[] = []
  try {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed += 1) {
      const schedule = { options: { ...options, seed }, plan: {} }
      const trial = await trials.run(schedule)
      if (trial.verdict === 'fail') return outcomeOf(stage, trial, `seed ${seed}`)
      if (seed === FIRST_SEED) {
        const difference = firstDifference(trial.run, (await trials.run(schedule)).run)
        if (difference !== undefined) return different(stage, difference)
      }
      passed.push({ checks: trial.checks })
    }
  } finally {
    await trials.stop()
  }
  const checks = together(passed)
  return outcomeOf(stage, { checks, verdict: overall(checks) }, `${seeds} seeds`)
}

/** Runs it once for each fault of the stage by itself, and once with all together, in real time. */
export async function tryInRealTime(program: NodeProgram, stage: ClusterStage): Promise<StageOutcome> {
  const workload = requireWorkload(stage.workload)
  const options = stageOptions(stage, { time: 'real', seed: FIRST_SEED, seeds: 1 })
  for (const nemesis of nemesesOf(options)) {
    const now = { ...options, nemesis }
    const judged = await judgeRun(workload, now, await runCluster(program, workload, now))
    const faults = nemesis.length === 0 ? 'no faults' : nemesis.join(' and ')
    if (judged.verdict !== 'pass') return outcomeOf(stage, judged, `in real time with ${faults}`)
  }
  return { stage: stage.id, verdict: 'pass', failed: [], where: 'in real time', message: '' }
}

function nemesesOf({ nemesis }: ClusterOptions): ClusterOptions['nemesis'][] {
  return nemesis.length > 1 ? [...nemesis.map((one) => [one]), nemesis] : [nemesis]
}

function outcomeOf(
  stage: ClusterStage,
  { checks, verdict }: Pick<Judged, 'checks' | 'verdict'>,
  where: string,
): StageOutcome {
  const bad = verdict === 'pass' ? [] : checks.filter((one) => one.verdict === verdict)
  return {
    ...{ stage: stage.id, verdict, where },
    failed: bad.map(({ id }) => id),
    message: bad[0]?.message ?? '',
  }
}

function different(stage: ClusterStage, difference: string): StageOutcome {
  const message = `the same run twice was not the same: ${difference}`
  return { stage: stage.id, verdict: 'inconclusive', failed: [], where: `seed ${FIRST_SEED}`, message }
}
