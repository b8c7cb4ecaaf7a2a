import path from 'node:path'
import type { ClusterExercise, ClusterStage } from '../../../corpus/cluster-exercise-schema.ts'
import { closest } from '../../../lib/closest.ts'
import { shellLine } from '../../../lib/shell-words.ts'
import { UserError } from '../../../lib/user-error.ts'
import type { Fault } from '../../fault.ts'
import { type Language, OTHER_LANGUAGE } from '../../languages.ts'
import { checkFile, chooseLanguage } from '../../prepare.ts'
import { type Check, overall, type Verdict } from '../../verdict.ts'
import { type ClusterGrade, type ClusterSubject, gradeCluster } from '../grade-cluster.ts'
import { stageOptions } from './stage-options.ts'

/** What came of one stage. */
export interface StageGrade {
  readonly id: string
  readonly title: string
  readonly statement: string
  readonly workload: string
  /** How many seeds were to be tried. */
  readonly seeds: number
  /** `not-tried` after a stage that did not pass, and after the one that was asked for. */
  readonly verdict: Verdict | 'not-tried'
  /** Its runs, where there were any. */
  readonly grade?: ClusterGrade
}

/** What the stages of an exercise on a cluster came to. */
export interface ClusterExerciseGrade {
  readonly verdict: Verdict
  readonly pattern: string
  readonly kind: 'cluster'
  readonly language: string
  /** As the user named it. */
  readonly file: string
  readonly time: 'real' | 'virtual'
  /** The one that the stage that did not pass speaks of, else the first. */
  readonly seed: number
  /** In one line for each stage that was to be tried. */
  readonly checks: readonly Check[]
  readonly stages: readonly StageGrade[]
  /** Why there was nothing to run. */
  readonly fault?: Fault
  readonly replay: string
}

export interface ExerciseRequest {
  readonly exercise: ClusterExercise
  readonly file: string
  /** Starts one node, where no file was named. */
  readonly command?: readonly string[]
  readonly language: string | undefined
  readonly cwd: string
  readonly time: 'real' | 'virtual'
  readonly seed: number | undefined
  readonly seeds: number | undefined
  /** How many seeds at a time; undefined: as many as pay. */
  readonly jobs?: number | undefined
  /** Up to which stage. */
  readonly stage: string | undefined
  /** Milliseconds since 1970: names the folders of the runs. */
  readonly startedMs: number
  readonly onPhase?: (text: string | undefined) => void
  readonly draw?: NonNullable<ClusterSubject['draw']>
}

const FIRST_SEED = 1

/**
 * Runs the stages one after the other, up to the first that does not pass. A stage of which too little was seen (weak)
 * stops nothing. @throws UserError, exit 2, for a file or a stage that is not there.
 */
export async function gradeClusterExercise(request: ExerciseRequest): Promise<ClusterExerciseGrade> {
  const { exercise, file, command, cwd, onPhase } = request
  const last = stageAt(exercise, request.stage)
  if (command === undefined) await checkFile(path.resolve(cwd, file), file, exercise.id)
  const language = command === undefined ? chooseLanguage(file, request.language) : OTHER_LANGUAGE
  const stages: StageGrade[] = []
  let isOver = false
  for (const [at, stage] of exercise.stages.entries()) {
    const tried: StageGrade =
      isOver || at > last ? untried(stage, request) : await gradeStage(stage, language, request)
    stages.push(tried)
    isOver ||= tried.verdict === 'fail' || tried.verdict === 'inconclusive'
  }
  onPhase?.(undefined)
  return summary(request, language, stages.slice(0, last + 1), stages)
}

export function stageAt({ stages, id }: ClusterExercise, asked: string | undefined): number {
  if (asked === undefined) return stages.length - 1
  const ids = stages.map((one) => one.id)
  const found = ids.indexOf(asked)
  if (found >= 0) return found
  const near = closest(asked, ids)
  throw new UserError(`${id} has no stage "${asked}".`, {
    code: 'unknown-stage',
    next: [...(near.length > 0 ? [`Did you mean ${near.join(', or ')}?`] : []), `Stages: ${ids.join(', ')}`],
  })
}

function heading({ id, title, statement, workload, seeds }: ClusterStage, request: ExerciseRequest) {
  return { id, title, statement, workload, seeds: request.time === 'real' ? 1 : (request.seeds ?? seeds) }
}

function untried(stage: ClusterStage, request: ExerciseRequest): StageGrade {
  return { ...heading(stage, request), verdict: 'not-tried' }
}

async function gradeStage(
  stage: ClusterStage,
  language: Language,
  request: ExerciseRequest,
): Promise<StageGrade> {
  const { exercise, file, command, cwd, time, seed = FIRST_SEED, startedMs, onPhase, draw } = request
  const head = heading(stage, request)
  const home = command === undefined ? path.dirname(path.resolve(cwd, file)) : cwd
  const grade = await gradeCluster({
    ...{ file, cwd, language, name: `${exercise.id}-${stage.id}`, jobs: request.jobs },
    ...(command === undefined ? {} : { command }),
    ...(draw === undefined ? {} : { draw }),
    ...(onPhase === undefined ? {} : { onPhase: phaseOf(stage, onPhase) }),
    options: stageOptions(stage, { time, seed, seeds: head.seeds }),
    folder: path.join(home, '.compendium', 'runs'),
    replay: replayOf(request, stage.id, seed),
    stamp: new Date(startedMs).toISOString().replaceAll(':', ''),
  })
  const seen = grade.virtual?.failedSeed
  const shown =
    seen === undefined ? grade : { ...grade, seed: seen, replay: replayOf(request, stage.id, seen) }
  return { ...head, verdict: grade.verdict, grade: shown }
}

function phaseOf({ title }: ClusterStage, tell: (text: string | undefined) => void) {
  return (text: string | undefined) => tell(text === undefined ? undefined : `${title}: ${text}`)
}

/** The call that tries one seed again, in the stages up to this one. */
function replayOf({ exercise, file, command, time }: ExerciseRequest, stage: string, seed: number): string {
  const flags = ['--pattern', exercise.id, '--stage', stage, '--seed', String(seed)]
  const times = time === 'real' ? ['--time', 'real'] : ['--seeds', '1']
  const words = command === undefined ? [file, ...flags, ...times] : [...flags, ...times, '--', ...command]
  return `compendium test ${shellLine(words)}`
}

function summary(
  request: ExerciseRequest,
  language: Language,
  wanted: readonly StageGrade[],
  stages: readonly StageGrade[],
): ClusterExerciseGrade {
  const { exercise, file, time, seed = FIRST_SEED } = request
  const checks = wanted.map(stageCheck)
  const shown = wanted.find(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive')?.grade
  const last = wanted.at(-1)
  return {
    verdict: overall(checks),
    ...{ pattern: exercise.id, kind: 'cluster', language: language.id, file, time },
    seed: shown?.seed ?? seed,
    ...{ checks, stages },
    ...(shown?.fault === undefined ? {} : { fault: shown.fault }),
    replay: shown?.replay ?? last?.grade?.replay ?? '',
  }
}

/** A stage as one check: what it says is what failed in it. */
function stageCheck({ id, title, statement, verdict, grade }: StageGrade): Check {
  if (verdict === 'not-tried') {
    return { id, title, verdict: 'inconclusive', message: 'Not tried: a stage before it did not pass.' }
  }
  const found = grade?.checks.find((one) => one.verdict === verdict)
  const said = grade?.fault?.message ?? found?.message ?? ''
  return { id, title, verdict, message: verdict === 'pass' ? statement : said }
}
