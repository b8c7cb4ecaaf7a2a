import type { ClusterExercise, ClusterStage } from '../../../corpus/cluster-exercise-schema.ts'
import { loadCluster, loadIndex } from '../../../corpus/corpus.ts'
import { closest } from '../../../lib/closest.ts'
import { UserError } from '../../../lib/user-error.ts'
import { type ClusterOptions, VIRTUAL_DEFAULTS } from '../options.ts'
import { WORKLOADS } from '../workloads/registry.ts'
import { stageAt } from './grade-exercise.ts'
import { type StageRun, stageOptions } from './stage-options.ts'

/** What nodes of the learner's are to do: a stage of an exercise, or a workload by itself. */
export interface NamedNodes {
  readonly id: string
  /** As names of files and folders have it. */
  readonly name: string
  readonly title: string
  /** What is judged, in a sentence. */
  readonly statement: string
  readonly lesson: string
  /** Of an exercise. */
  readonly stage?: string
  readonly options: ClusterOptions
}

/** The exercise of this id, at a stage, or else the workload. @throws UserError, exit 2, for a name that is neither. */
export function namedNodes(id: string, stage: string | undefined, run: StageRun): NamedNodes {
  if (loadIndex().clusters.some((one) => one.id === id)) {
    const exercise = loadCluster(id)
    return ofExercise(exercise, stage === undefined ? mainStage(exercise) : stageOf(exercise, stage), run)
  }
  const workload = WORKLOADS.find((one) => one.id === id)
  if (workload === undefined) throw unknown(id)
  if (stage !== undefined) {
    throw new UserError(`${id} is a workload, and has no stages.`, {
      code: 'unknown-stage',
      next: ['Leave --stage out.'],
    })
  }
  const { title } = workload
  return {
    id,
    name: id,
    title: id,
    statement: title,
    lesson: '',
    options: { ...VIRTUAL_DEFAULTS, ...run, workload: id },
  }
}

function ofExercise({ id, title, lesson }: ClusterExercise, stage: ClusterStage, run: StageRun): NamedNodes {
  const { statement } = stage
  return {
    ...{ id, name: `${id}-${stage.id}`, title, statement, lesson, stage: stage.id },
    options: stageOptions(stage, run),
  }
}

/** What the exercise is about mostly: the first stage of the workload that most of its stages have. */
function mainStage({ stages }: ClusterExercise): ClusterStage {
  const count = ({ workload }: ClusterStage) => stages.filter((one) => one.workload === workload).length
  return [...stages].sort((a, b) => count(b) - count(a))[0] as ClusterStage
}

function stageOf(exercise: ClusterExercise, stage: string): ClusterStage {
  return exercise.stages[stageAt(exercise, stage)] as ClusterStage
}

function unknown(id: string): UserError {
  const ids = [...loadIndex().clusters.map((one) => one.id), ...WORKLOADS.map((one) => one.id)]
  const near = closest(id, ids)
  return new UserError(`There is no exercise for nodes, and no workload, "${id}".`, {
    code: 'unknown-exercise',
    next: [
      ...(near.length > 0 ? [`Did you mean ${near.join(', or ')}?`] : []),
      'List the exercises: compendium exercise list',
    ],
  })
}
