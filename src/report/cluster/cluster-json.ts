import type { ClusterGrade } from '../../grading/cluster/grade-cluster.ts'
import { operationJson } from '../check-json.ts'

/** The grade as `--json` prints it: values of operations are not all values of JSON. */
export function clusterJson({ counterexample, ...grade }: ClusterGrade): object {
  return counterexample === undefined
    ? grade
    : { ...grade, counterexample: counterexample.map(operationJson) }
}
