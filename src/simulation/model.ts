import type { ClusterNode, ClusterModel as WholeClusterModel } from './kernel/cluster/model.ts'
import type { Scenario } from './kernel/scenario.ts'

/*
 * The types that somebody needs who writes a model. The build makes declarations of this file and of
 * what it names; the package has them as its sub-path `model`.
 */

export type { RandomStream } from '../lib/prng.ts'
export type { Unit } from '../lib/quantity.ts'
export type { BatchMeans } from './kernel/batch-means.ts'
export type { Latency } from './kernel/cluster/latency.ts'
export type {
  ClusterNode,
  ClusterSetup,
  ClusterView,
  Context,
  Disk,
  FaultTolerance,
  Message,
  Monitor,
  NodeRandom,
  NodeSpec,
  Operation,
  Request,
  Workload,
} from './kernel/cluster/model.ts'
export type { Counter, EventModel, EventRun, EventWorld } from './kernel/event-model.ts'
export type { Fault, FaultKind, FaultRule, NodeId } from './kernel/fault.ts'
export type { Histogram } from './kernel/histogram.ts'
export type { Population } from './kernel/population.ts'
export type {
  Caption,
  CoverageGoal,
  Invariant,
  Metric,
  Mutant,
  Parameter,
  Parameters,
  RunOptions,
  RunResult,
  Series,
  Span,
  Variant,
  Violation,
} from './kernel/scenario.ts'
export type { NodeView } from './kernel/trace.ts'

/** What a model of one's own may leave out: `version` is then 1, the others are empty. */
type Optional = 'version' | 'lesson' | 'parameters' | 'metrics' | 'invariants' | 'goals' | 'mutants'

/** A distributed protocol with its faults, its clients and its invariants. */
export interface ClusterModel<N extends ClusterNode<never> = ClusterNode<never>>
  extends Omit<WholeClusterModel<N>, Optional>,
    Partial<Pick<WholeClusterModel<N>, Optional>> {}

/** A model that does all by itself: `run` gives the whole result. Most are better off as one of the others. */
export interface WholeModel
  extends Omit<Scenario, Optional | 'variants' | 'faultKinds' | 'tell'>,
    Partial<Pick<Scenario, Optional | 'variants' | 'faultKinds' | 'tell'>> {}
