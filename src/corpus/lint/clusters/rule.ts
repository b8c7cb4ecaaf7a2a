import type { ParsedCluster } from '../../compile/parse-cluster.ts'
import type { ParsedTopic } from '../../compile/parse-topic.ts'
import type { Problems } from '../../compile/problem.ts'

/** What a rule may look at besides the exercise. */
export interface Surroundings {
  readonly topics: readonly ParsedTopic[]
  /** Ids of the workloads that there are; undefined when nobody told. */
  readonly workloads: readonly string[] | undefined
}

/** One check over one exercise on a cluster. */
export type ClusterRule = (cluster: ParsedCluster, problems: Problems, around: Surroundings) => void
