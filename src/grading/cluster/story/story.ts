import type { CheckResult } from '../../../checkers/verdict.ts'
import type { Operation } from '../../../history/operation.ts'
import type { Trace } from '../../../simulation/kernel/trace.ts'
import type { ClusterRun } from '../cluster-run.ts'
import type { Workload } from '../workloads/workload.ts'
import { Deeds, endNs } from './deeds.ts'
import { diagramOf } from './diagram.ts'
import { proofOf } from './evidence.ts'
import { exchangesOf } from './exchanges.ts'
import { faultSpans } from './fault-spans.ts'
import { flightsOf } from './flights.ts'
import { headlineOf, wrongWith } from './headline.ts'
import { linesOf, type StoryLine } from './story-lines.ts'
import { type Teaching, teachingOf } from './teaching.ts'

/** What went wrong in a run, from the data of the run alone: what happened, in order, and no guess at causes. */
export interface Story {
  /** One sentence with nodes and times. */
  readonly headline: string
  /** Operations, messages and faults of the counterexample, in order of time. */
  readonly lines: readonly StoryLine[]
  readonly teaching: Teaching
  /** The stretch of the run that the lines are about, microseconds. */
  readonly fromUs: number
  readonly toUs: number
  /** Positions in the history of the calls in which the contradiction lies. */
  readonly calls: readonly number[]
  /** Clients, nodes and services of these lines, with the messages that matter. */
  readonly diagram: Trace
}

export interface Told {
  readonly run: ClusterRun
  readonly workload: Workload
  readonly operations: readonly Operation[]
  readonly result: CheckResult | undefined
}

/** The story of a history that is wrong; undefined of one that is not. */
export function tellStory({ run, workload, operations, result }: Told): Story | undefined {
  const proof = result && proofOf(result, operations, workload)
  if (result === undefined || proof === undefined) return undefined
  const flights = flightsOf(run.passed)
  const { element } = proof
  const { keyed = false, reads } = workload
  const options = { keyed, reads, ...(element === undefined ? {} : { element }) }
  const deeds = new Deeds(exchangesOf(run.events, flights, workload, run.leftOut), options)
  const spans = faultSpans(run)
  const scene = { run, flights, deeds, spans, proof, wrong: wrongWith(proof, result) }
  return {
    headline: headlineOf(proof, deeds, spans, result),
    lines: linesOf(scene),
    teaching: teachingOf(workload.id, proof.kind),
    fromUs: Math.min(...proof.shown.map(({ callNs = 0 }) => callNs)) / 1000,
    toUs: Math.max(...proof.shown.map(endNs)) / 1000,
    calls: proof.focus.map(({ call }) => call),
    diagram: diagramOf(scene),
  }
}
