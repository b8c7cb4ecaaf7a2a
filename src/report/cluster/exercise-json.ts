import type { ClusterExerciseGrade } from '../../grading/cluster/exercise/grade-exercise.ts'
import { clusterJson } from './cluster-json.ts'

/** The grade as `--json` prints it. */
export function clusterExerciseJson({ stages, ...grade }: ClusterExerciseGrade): object {
  return {
    ...grade,
    stages: stages.map(({ grade: run, ...stage }) =>
      run === undefined ? stage : { ...stage, grade: clusterJson(run) },
    ),
  }
}
