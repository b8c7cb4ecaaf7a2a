import type { Fault } from './fault.ts'
import type { Parameters, RunOptions, RunResult, Scenario, Violation } from './scenario.ts'
import { type Schedule, weightOf } from './schedule.ts'
import { PASSES } from './shrink-passes.ts'

export interface ShrinkTask {
  readonly seed: number
  readonly parameters: Parameters
  /** Those of the run that failed: mutant, faults, most events. */
  readonly options: RunOptions
  /** The rule that must stay broken. */
  readonly invariant: string
  readonly budget?: ShrinkBudget
}

/** In runs and virtual events, not in seconds: the same failure shrinks to the same on every machine. */
export interface ShrinkBudget {
  readonly runs: number
  readonly events: number
}

/** About a second of a fast machine. */
export const DEFAULT_SHRINK_BUDGET: ShrinkBudget = { runs: 4000, events: 5_000_000 }

export interface Shrunk {
  readonly faults: readonly Fault[]
  /** The client operations that are left, ascending. */
  readonly operations: readonly number[]
  /** The run ends then. */
  readonly untilUs: number
  /** Of the shrunk run, with its story. */
  readonly violation: Violation
  readonly traceHash: string
  /** What there was at first. */
  readonly before: { readonly faults: number; readonly operations: number; readonly atUs: number }
  readonly runs: number
}

/**
 * Makes a failing run small: the same rule broken as early as possible, by as few faults as possible,
 * with as few client operations, by faults as short and weak as possible, in that order. Undefined
 * when the run does not fail by its faults as they were written down.
 */
export function shrink(scenario: Scenario, task: ShrinkTask): Shrunk | undefined {
  const search = Search.begin(scenario, task)
  if (search === undefined) return undefined
  let improved = true
  while (improved && !search.isOver) {
    improved = false
    for (const pass of PASSES) improved = pass(search) || improved
  }
  return search.result()
}

/**
 * What a candidate costs, in the order in which it counts. Time comes first: to remove a fault and
 * see the rule broken somewhere much later is another failure, not a smaller one.
 */
type Cost = readonly [atUs: number, faults: number, operations: number, weight: number]

interface Best {
  readonly schedule: Schedule
  readonly violation: Violation
  readonly traceHash: string
  readonly cost: Cost
}

/** The smallest failing run so far, and the way to try a smaller one. */
export class Search {
  #best: Best
  #runs = 0
  #events = 0
  /** False for a scenario that runs all its operations whatever it is told. */
  readonly choosesOperations: boolean
  readonly #before: Shrunk['before']
  readonly #scenario: Scenario
  readonly #task: ShrinkTask
  readonly #budget: ShrinkBudget

  /** Undefined when the run written down does not fail. */
  static begin(scenario: Scenario, task: ShrinkTask): Search | undefined {
    const { seed, parameters, options, invariant } = task
    const first = scenario.run(seed, parameters, options)
    const violation = find(first, invariant)
    if (violation === undefined) return undefined
    const { operations: count } = first
    const operations = options.operations ?? Array.from({ length: count }, (_, operation) => operation)
    const schedule = { faults: first.faults, operations, untilUs: endAfter(violation) }
    const hashOf = (given: RunOptions) =>
      scenario.run(seed, parameters, { ...options, faults: first.faults, ...given }).traceHash
    if (hashOf({}) !== first.traceHash) return undefined
    return new Search(scenario, task, {
      best: { schedule, violation, traceHash: first.traceHash, cost: costOf(schedule, violation) },
      choosesOperations:
        hashOf({ operations }) === first.traceHash && hashOf({ operations: [] }) !== first.traceHash,
    })
  }

  constructor(scenario: Scenario, task: ShrinkTask, start: { best: Best; choosesOperations: boolean }) {
    const { schedule, violation } = start.best
    this.#scenario = scenario
    this.#task = task
    this.#budget = task.budget ?? DEFAULT_SHRINK_BUDGET
    this.#best = start.best
    this.choosesOperations = start.choosesOperations
    this.#before = {
      faults: schedule.faults.length,
      operations: schedule.operations.length,
      atUs: violation.atUs,
    }
  }

  get schedule(): Schedule {
    return this.#best.schedule
  }

  /** When the rule is broken. */
  get atUs(): number {
    return this.#best.violation.atUs
  }

  get isOver(): boolean {
    return this.#runs >= this.#budget.runs || this.#events >= this.#budget.events
  }

  /** True when the change is an improvement; it then is what further changes start from. */
  try(change: Partial<Schedule>): boolean {
    if (this.isOver) return false
    const candidate = { ...this.#best.schedule, ...change }
    const run = this.#run(candidate, false)
    this.#runs += 1
    this.#events += run.events
    const violation = find(run, this.#task.invariant)
    if (violation === undefined) return false
    const schedule = { ...candidate, untilUs: endAfter(violation) }
    const cost = costOf(schedule, violation)
    if (!isLess(cost, this.#best.cost)) return false
    this.#best = { schedule, violation, traceHash: run.traceHash, cost }
    return true
  }

  #run({ faults, operations, untilUs }: Schedule, tracing: boolean): RunResult {
    const chosen = this.choosesOperations ? { operations } : {}
    const { seed, parameters, options } = this.#task
    return this.#scenario.run(seed, parameters, { ...options, faults, ...chosen, untilUs, tracing })
  }

  result(): Shrunk {
    const { schedule } = this.#best
    const run = this.#run(schedule, true)
    const violation = find(run, this.#task.invariant)
    if (violation === undefined) throw new Error('a shrunk run does not fail when it is traced')
    const runs = this.#runs
    return { ...schedule, violation, traceHash: run.traceHash, before: this.#before, runs }
  }
}

function find(run: RunResult, wanted: string): Violation | undefined {
  return run.violations.find(({ invariant }) => invariant === wanted)
}

/**
 * A microsecond later: what only the end of the run brings about, such as an unfinished operation, is
 * then later than the violation, so that it can never take its place.
 */
function endAfter({ atUs }: Violation): number {
  return atUs + 1
}

function costOf({ faults, operations }: Schedule, { atUs }: Violation): Cost {
  return [atUs, faults.length, operations.length, weightOf(faults)]
}

function isLess(one: Cost, other: Cost): boolean {
  const differs = one.findIndex((part, index) => part !== other[index])
  return differs !== -1 && (one[differs] ?? 0) < (other[differs] ?? 0)
}
