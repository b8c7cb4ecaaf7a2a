import type { ClusterExercise, ClusterMutant } from '../../../corpus/cluster-exercise-schema.ts'
import type { LanguageId } from '../../../corpus/exercise-schema.ts'
import { writeTemporary } from '../../../platform/temporary-folder.ts'
import { type ExercisePlace, mutated } from '../../exercise-files.ts'
import { isFault } from '../../fault.ts'
import { languageById } from '../../languages.ts'
import type { VerifyOptions, VerifyRow, VerifyWork } from '../../verify.ts'
import { type NodeMode, prepareNode } from '../real/prepare-node.ts'
import { clusterFile, clusterPlace, readClusterMutants, readClusterProgram } from './files.ts'
import { type StageOutcome, tryInRealTime, tryInSteps } from './try-stage.ts'

/** An exercise, and where its programs lie when not with those that ship. */
export interface ClusterToVerify {
  readonly exercise: ClusterExercise
  readonly place?: ExercisePlace
}

type How = Pick<VerifyOptions, 'seeds' | 'real' | 'now'>

interface Task {
  readonly exercise: ClusterExercise
  readonly language: LanguageId
  readonly kind: VerifyRow['kind']
  readonly text: string
  readonly expected?: ClusterMutant
}

/** The programs of an exercise in these languages, each as the work of grading it. */
export async function clusterWork(
  { exercise, place = clusterPlace(exercise.id) }: ClusterToVerify,
  languages: readonly LanguageId[],
  how: How,
): Promise<VerifyWork[]> {
  const mutants = await readClusterMutants(place)
  const tasks: Task[] = []
  for (const language of languages) {
    if (exercise.languages[language] === undefined) continue
    const solution = await readClusterProgram(exercise, 'solution', language, place)
    const starter = await readClusterProgram(exercise, 'starter', language, place)
    tasks.push({ exercise, language, kind: 'reference', text: solution })
    tasks.push({ exercise, language, kind: 'starter', text: starter })
    for (const mutant of mutants.filter((one) => one.edits[language] !== undefined)) {
      const text = mutated(solution, mutant, language)
      tasks.push({ exercise, language, kind: 'mutant', text, expected: mutant })
    }
  }
  const slug = exercise.id
  return tasks.map((task) => {
    const { language, kind } = task
    return { slug, language, kind, grade: () => gradeTask(task, how) }
  })
}

async function gradeTask(task: Task, how: How): Promise<VerifyRow> {
  const { exercise, language, kind, text, expected } = task
  const startMs = how.now()
  const { file, remove } = await writeTemporary(clusterFile(exercise, language), text)
  try {
    const { verdict, failed, stage, problem } = await judged(task, file, how)
    return {
      ...{ slug: exercise.id, language, kind, verdict, failed, diagnosis: [], ok: problem === undefined },
      ...(expected === undefined ? {} : { id: expected.id }),
      ...(stage === undefined ? {} : { stage }),
      ...(problem === undefined ? {} : { problem }),
      ms: Math.round(how.now() - startMs),
    }
  } finally {
    remove()
  }
}

interface Finding extends Pick<VerifyRow, 'verdict' | 'failed'> {
  readonly stage?: string
  readonly problem?: string
}

async function judged(task: Task, file: string, how: How): Promise<Finding> {
  const inSteps = await withProgram(task, file, 'steps', (program) => inStages(task, program, how))
  if (task.kind !== 'reference' || how.real !== true || inSteps.problem !== undefined) return inSteps
  return withProgram(task, file, 'real', async (program) => {
    for (const stage of task.exercise.stages) {
      const outcome = await tryInRealTime(program, stage)
      if (outcome.verdict !== 'pass') return notPassed(outcome)
    }
    return inSteps
  })
}

type Program = Parameters<typeof tryInSteps>[0]

async function withProgram(
  { language }: Task,
  file: string,
  mode: NodeMode,
  work: (program: Program) => Promise<Finding>,
): Promise<Finding> {
  const known = languageById(language)
  if (known === undefined) throw new Error(`there is no language ${language}`)
  const prepared = await prepareNode(file, known, mode)
  if (isFault(prepared)) {
    return { verdict: prepared.verdict, failed: [], problem: `does not run: ${prepared.message}` }
  }
  try {
    return await work(prepared.program)
  } finally {
    prepared.dispose()
  }
}

async function inStages(task: Task, program: Program, how: How): Promise<Finding> {
  if (task.kind === 'reference') return reference(task, program, how)
  return task.expected === undefined
    ? starter(task, program)
    : mutant(task.exercise, task.expected, program, how)
}

async function reference({ exercise }: Task, program: Program, { seeds }: How): Promise<Finding> {
  for (const stage of exercise.stages) {
    const outcome = await tryInSteps(program, stage, seeds)
    if (outcome.verdict !== 'pass') return notPassed(outcome)
  }
  return { verdict: 'pass', failed: [] }
}

function notPassed({ stage, verdict, failed, where, message }: StageOutcome): Finding {
  return { verdict, failed, stage, problem: `is ${verdict} at ${stage}, ${where}: ${message}` }
}

/** It must fail somewhere, by what it does not do: it speaks the protocol. */
async function starter({ exercise }: Task, program: Program): Promise<Finding> {
  for (const stage of exercise.stages) {
    const { verdict, failed, message } = await tryInSteps(program, stage, stage.seeds)
    if (verdict !== 'fail') continue
    const isSpeechless = failed.includes('protocol')
    const problem = isSpeechless ? { problem: `does not even speak the protocol: ${message}` } : {}
    return { verdict, failed, stage: stage.id, ...problem }
  }
  return { verdict: 'pass', failed: [], problem: 'passes all stages, and should fail' }
}

/** It must pass the stages before, as a learner's program is tried in them, and then fail on its check within its budget. */
async function mutant(
  { stages }: ClusterExercise,
  { stage: wanted, check, budget }: ClusterMutant,
  program: Program,
  how: How,
): Promise<Finding> {
  for (const stage of stages) {
    const isHere = stage.id === wanted
    const { verdict, failed, where, message } = await tryInSteps(
      program,
      stage,
      isHere ? budget : Math.min(stage.seeds, how.seeds),
    )
    const found = { verdict, failed, stage: stage.id }
    if (!isHere && verdict === 'fail') {
      return {
        ...found,
        problem: `fails ${failed.join(', ')} at ${stage.id}, ${where}, before ${wanted}: ${message}`,
      }
    }
    if (!isHere) continue
    if (verdict !== 'fail') return { ...found, problem: `is ${verdict} at ${wanted} in ${where}, not fail` }
    if (failed.includes(check)) return found
    return { ...found, problem: `fails ${failed.join(', ')} at ${wanted}, not ${check}: ${message}` }
  }
  return { verdict: 'pass', failed: [], problem: `there is no stage ${wanted}` }
}
