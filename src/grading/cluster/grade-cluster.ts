import path from 'node:path'
import type { CheckResult } from '../../checkers/verdict.ts'
import type { Operation } from '../../history/operation.ts'
import { closest } from '../../lib/closest.ts'
import { shellLine } from '../../lib/shell-words.ts'
import { UserError } from '../../lib/user-error.ts'
import { coreCount } from '../../platform/clock.ts'
import { stayOnOneCore } from '../../platform/one-core.ts'
import { type Fault, isFault } from '../fault.ts'
import type { Language } from '../languages.ts'
import type { Check, Verdict } from '../verdict.ts'
import type { ClusterRun, RunListener } from './cluster-run.ts'
import { type ClusterFault, faultText } from './faults/fault.ts'
import { type Coverage, coverageOf } from './judge.ts'
import { type Judged, judgeRun } from './judged-run.ts'
import { type ClusterOptions, nodeNamesOf } from './options.ts'
import type { NodeProgram } from './real/node-process.ts'
import { prepareNode, prepareNodeCommand } from './real/prepare-node.ts'
import { runCluster } from './real/run.ts'
import type { ClusterStats } from './statistics.ts'
import { explore, requireExplorable, USUAL_SCOPE } from './steps/explore/explore.ts'
import { type Explored, exploredCheck, exploredOf } from './steps/explore/explored.ts'
import { figuresOf, type VirtualFigures } from './steps/figures.ts'
import { keepSchedule, readSchedules, scheduleFile } from './steps/kept-schedules.ts'
import type { Help } from './steps/seeds.ts'
import { StepHosts } from './steps/step-hosts.ts'
import { runAgain, sweep } from './steps/sweep.ts'
import { type Schedule, Trials } from './steps/trial.ts'
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
  /** Of runs in virtual time. */
  readonly virtual?: VirtualFigures
  /** Of a search of all that can happen. */
  readonly explored?: Explored
  /** Folder of the run's files. */
  readonly store?: string
  readonly replay: string
  /** Shows the failing run on a screen. */
  readonly watch?: string
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
  /** Nothing but this run. In virtual time. */
  readonly only?: Schedule
  /** What is tried, as names of files have it; by default the workload. */
  readonly name?: string
  /** How many seeds are tried at a time, in virtual time; by default as many as there are cores, where that pays. */
  readonly jobs?: number | undefined
  /** Draws what is kept of the run. */
  readonly draw?: DrawRun
  /** Told of the run while it goes on. In real time. */
  readonly live?: RunListener | undefined
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
  if (subject.options.explore !== undefined) requireExplorable(workload)
  const prepared = await prepare(subject)
  if (isFault(prepared))
    return { ...heading(subject), verdict: prepared.verdict, checks: [], fault: prepared }
  try {
    if (subject.options.time === 'virtual') return await gradeVirtually(subject, workload, prepared.program)
    const run = await runCluster(prepared.program, workload, subject.options, subject.onPhase, subject.live)
    return await kept(subject, await judgeRun(workload, subject.options, run))
  } finally {
    prepared.dispose()
  }
}

async function prepare({ file, command, language, cwd, options }: ClusterSubject) {
  if (command !== undefined) return prepareNodeCommand(command, cwd)
  return prepareNode(path.resolve(cwd, file), language, options.time === 'virtual' ? 'steps' : 'real')
}

/** We and one node at a time take turns, for thousands of steps: on one core that is much faster. */
async function gradeVirtually(
  subject: ClusterSubject,
  workload: Workload,
  program: NodeProgram,
): Promise<ClusterGrade> {
  const cores = coreCount()
  const { others, release } = await stayOnOneCore()
  try {
    const { explore: states } = subject.options
    if (states !== undefined) return await gradeExplored(subject, workload, program, states)
    return await gradeInSteps(subject, workload, { program, jobs: subject.jobs, cores, others })
  } finally {
    await release()
  }
}

async function gradeInSteps(subject: ClusterSubject, workload: Workload, help: Help): Promise<ClusterGrade> {
  const { options, folder, file, command, only, onPhase = () => {} } = subject
  const trials = new Trials(help.program, workload)
  const schedules = scheduleFile(path.dirname(folder), subject.name ?? workload.id, command?.[0] ?? file)
  try {
    const seen =
      only === undefined
        ? await sweep({ trials, options, kept: await readSchedules(schedules), help, onPhase })
        : await runAgain(trials, only)
    const isKept = only === undefined && (seen.wasKept || seen.shrunk?.isRepeatable === true)
    if (isKept) await keepSchedule(schedules, seen.shown.schedule)
    const { verdict, checks } = seen
    const shown = seen.failedSeed === undefined ? { ...seen.shown, checks, verdict } : seen.shown
    return {
      ...(await kept(subject, shown)),
      virtual: figuresOf(seen, trials, options),
      ...(isKept && command === undefined ? { watch: watchLine(subject, schedules) } : {}),
    }
  } finally {
    onPhase(undefined)
    await trials.stop()
  }
}

function watchLine({ file, cwd, options }: ClusterSubject, schedules: string): string {
  const kept = path.relative(cwd, schedules)
  return shellLine(['compendium', 'simulate', options.workload, '--with', file, '--replay', kept])
}

async function gradeExplored(
  subject: ClusterSubject,
  workload: Workload,
  program: NodeProgram,
  states: number,
): Promise<ClusterGrade> {
  const { options, onPhase = () => {} } = subject
  const hosts = new StepHosts(program)
  const scope = { ...USUAL_SCOPE, states }
  try {
    const found = await explore(hosts, workload, options, scope, (seen) => onPhase(`${seen} states`))
    const { verdict, checks } = exploredCheck(found)
    return {
      ...heading(subject),
      nodes: nodeNamesOf(options),
      verdict,
      checks,
      explored: exploredOf(scope, found),
    }
  } finally {
    onPhase(undefined)
    await hosts.stop()
  }
}

/** The grade of a run, whose files are kept. */
async function kept(subject: ClusterSubject, judged: Judged): Promise<ClusterGrade> {
  const { workload, run, operations, result } = judged
  const story = tellStory(judged)
  const grade: ClusterGrade = {
    ...heading(subject),
    seed: judged.options.seed,
    verdict: judged.verdict,
    nodes: run.nodes,
    checks: judged.checks,
    stats: judged.stats,
    coverage: coverageOf(judged),
    faults: run.strikes.map(({ fault }) => fault),
    faultTexts: run.strikes.map((strike) => faultText(strike.fault, run.loadFromUs / 1000, strike)),
    ...(result?.stats === undefined ? {} : { figures: result.stats }),
    ...(result?.counterexample === undefined ? {} : { counterexample: result.counterexample }),
    ...(story === undefined ? {} : { story }),
  }
  const store = path.join(subject.folder, subject.name ?? workload.id, subject.stamp)
  subject.onRun?.(run)
  await writeStore(store, { run, workload, operations, grade }, subject.draw)
  return { ...grade, store }
}

function heading({ file, language, options, replay }: ClusterSubject) {
  const shared = { workload: options.workload, language: language.id, file, seed: options.seed, replay }
  return { ...shared, nodes: [] as readonly string[], faults: [], faultTexts: [] }
}
