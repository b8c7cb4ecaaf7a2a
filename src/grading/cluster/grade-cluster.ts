import path from 'node:path'
import { MODELS } from '../../checkers/registry.ts'
import type { CheckResult } from '../../checkers/verdict.ts'
import type { Operation } from '../../history/operation.ts'
import { pairOperations } from '../../history/pair.ts'
import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { type Fault, isFault } from '../fault.ts'
import type { Language } from '../languages.ts'
import { type Check, overall, type Verdict } from '../verdict.ts'
import type { ClusterRun } from './cluster-run.ts'
import { type ClusterFault, faultText } from './faults/fault.ts'
import { type Coverage, checksOf, coverageOf, type Evidence } from './judge.ts'
import type { ClusterOptions } from './options.ts'
import { type PreparedNode, prepareNode, prepareNodeCommand } from './real/prepare-node.ts'
import { runCluster } from './real/run.ts'
import { type ClusterStats, statsOf } from './statistics.ts'
import { type DrawRun, writeStore } from './store.ts'
import { type Story, tellStory } from './story/story.ts'
import { WORKLOADS } from './workloads/registry.ts'
import type { Workload } from './workloads/workload.ts'

/** What a run of a learner's cluster showed. */
export interface ClusterGrade {
  readonly verdict: Verdict
  readonly workload: string
  readonly language: string
  /** As the user named it. */
  readonly file: string
  readonly seed: number
  readonly nodes: readonly string[]
  readonly checks: readonly Check[]
  readonly fault?: Fault
  readonly stats?: ClusterStats
  readonly coverage?: Coverage
  /** What was done to the cluster. */
  readonly faults: readonly ClusterFault[]
  readonly faultTexts: readonly string[]
  /** Figures of the checker. */
  readonly figures?: CheckResult['stats']
  /** Operations that show what is wrong, as few as were found. */
  readonly counterexample?: readonly Operation[]
  /** What went wrong, in words, where a history is wrong. */
  readonly story?: Story
  /** Folder of the run's files. */
  readonly store?: string
  readonly replay: string
}

export interface ClusterSubject {
  readonly file: string
  readonly command?: readonly string[]
  readonly language: Language
  readonly cwd: string
  /** Where runs are kept. */
  readonly folder: string
  readonly options: ClusterOptions
  /** What the user typed, to do it again. */
  readonly replay: string
  readonly stamp: string
  /** Draws what is kept of the run. */
  readonly draw?: DrawRun
  /** Handed the run when it is over. */
  readonly onRun?: (run: ClusterRun) => void
  /** Told what is going on, and `undefined` when nothing more is. */
  readonly onPhase?: (text: string | undefined) => void
}

/** The workload of this name. @throws UserError, exit 2. */
export function requireWorkload(id: string): Workload {
  const found = WORKLOADS.find((one) => one.id === id)
  if (found !== undefined) return found
  const near = closest(
    id,
    WORKLOADS.map((one) => one.id),
  )
  throw new UserError(`There is no workload ${id}.`, {
    code: 'unknown-workload',
    next: [
      ...near.map((one) => `Did you mean: --workload ${one}`),
      `Workloads: ${WORKLOADS.map((one) => one.id).join(', ')}`,
    ],
  })
}

/** Runs the program as a cluster, and judges what its clients saw. */
export async function gradeCluster(subject: ClusterSubject): Promise<ClusterGrade> {
  const workload = requireWorkload(subject.options.workload)
  const prepared = await prepare(subject)
  if (isFault(prepared))
    return { ...heading(subject), verdict: prepared.verdict, checks: [], fault: prepared }
  try {
    const run = await runCluster(prepared.program, workload, subject.options, subject.onPhase)
    return await judged(subject, workload, run)
  } finally {
    prepared.dispose()
  }
}

async function prepare({ file, command, language, cwd }: ClusterSubject): Promise<PreparedNode | Fault> {
  if (command !== undefined) return prepareNodeCommand(command, cwd)
  return prepareNode(path.resolve(cwd, file), language)
}

async function judged(subject: ClusterSubject, workload: Workload, run: ClusterRun): Promise<ClusterGrade> {
  const { options } = subject
  const operations = pairOperations(run.events)
  const stats = statsOf(run.events, run.messages)
  const result = operations.length === 0 ? undefined : await judge(workload, operations, options)
  const evidence: Evidence = { workload, options, run, operations, stats, result }
  const checks = checksOf(evidence)
  const story = tellStory(evidence)
  const grade: ClusterGrade = {
    ...heading(subject),
    verdict: overall(checks),
    nodes: run.nodes,
    checks,
    stats,
    coverage: coverageOf(evidence),
    faults: run.strikes.map(({ fault }) => fault),
    faultTexts: run.strikes.map(({ fault }) => faultText(fault)),
    ...(result?.stats === undefined ? {} : { figures: result.stats }),
    ...(result?.counterexample === undefined ? {} : { counterexample: result.counterexample }),
    ...(story === undefined ? {} : { story }),
  }
  const store = path.join(subject.folder, workload.id, subject.stamp)
  subject.onRun?.(run)
  await writeStore(store, { run, workload, operations, grade }, subject.draw)
  return { ...grade, store }
}

async function judge(
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

function heading({ file, language, options, replay }: ClusterSubject) {
  const shared = { workload: options.workload, language: language.id, file, seed: options.seed, replay }
  return { ...shared, nodes: [] as readonly string[], faults: [], faultTexts: [] }
}
