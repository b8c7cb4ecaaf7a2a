import type { AssertionResult } from './assertion-tally.ts'
import { type Broken, type Failure, type Judge, judgeOf } from './failure.ts'
import type { Fault } from './fault.ts'
import type { Parameters, RunOptions, RunResult, Scenario, Violation } from './scenario.ts'
import { type Schedule, weightOf } from './schedule.ts'
import { ASSERTION_PASSES, INVARIANT_PASSES } from './shrink-passes.ts'

export interface ShrinkTask {
  readonly seed: number
  readonly parameters: Parameters
  /** Those of the run that failed: mutant, faults, most events. */
  readonly options: RunOptions
  readonly failure: Failure
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
  /** The client operations that are left, ascending; all of them when left out. */
  readonly operations?: readonly number[]
  /** How many that is. */
  readonly operationCount: number
  /** The run ends then; when left out, where it ends by itself. */
  readonly untilUs?: number
  /** The broken invariant in the shrunk run, with its story; undefined when an assertion failed. */
  readonly violation?: Violation
  /** The assertion that fails, judged on the shrunk run. */
  readonly assertion?: AssertionResult
  readonly traceHash: string
  /** What there was at first. */
  readonly before: { readonly faults: number; readonly operations: number; readonly atUs?: number }
  readonly runs: number
}

/**
 * Makes a failing run small. A broken invariant: broken as early as possible, by as few faults as
 * possible, with as few client operations, by faults as short and weak as possible, in that order. A
 * failed assertion: in the whole run with all its operations, by as few faults as possible, as short and
 * weak as possible. Undefined when the run does not fail by its faults as they were written down.
 */
export function shrink(scenario: Scenario, task: ShrinkTask): Shrunk | undefined {
  const search = Search.begin(scenario, task)
  if (search === undefined) return undefined
  const passes = task.failure.kind === 'invariant' ? INVARIANT_PASSES : ASSERTION_PASSES
  let improved = true
  while (improved && !search.isOver) {
    improved = false
    for (const pass of passes) improved = pass(search) || improved
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
  readonly broken: Broken
  readonly cost: Cost
}

interface Start {
  readonly judge: Judge
  readonly best: Best
  readonly operationCount: number
  readonly choosesOperations: boolean
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
  readonly #judge: Judge
  readonly #budget: ShrinkBudget

  /** Undefined when the run written down does not fail. */
  static begin(scenario: Scenario, task: ShrinkTask): Search | undefined {
    const { seed, parameters, options, failure } = task
    const judge = judgeOf(scenario, parameters, failure)
    const first = scenario.run(seed, parameters, options)
    const broken = judge(first, options)
    if (broken === undefined) return undefined
    const { faults, operations: count } = first
    const hashOf = (given: RunOptions) =>
      scenario.run(seed, parameters, { ...options, faults, ...given }).traceHash
    if (hashOf({}) !== first.traceHash) return undefined
    if (failure.kind === 'assertion') {
      const best = bestOf({ faults, operations: options.operations }, broken)
      return new Search(scenario, task, { judge, best, operationCount: count, choosesOperations: false })
    }
    const operations = options.operations ?? Array.from({ length: count }, (_, operation) => operation)
    const choosesOperations =
      hashOf({ operations }) === first.traceHash && hashOf({ operations: [] }) !== first.traceHash
    const best = bestOf({ faults, operations }, broken)
    return new Search(scenario, task, { judge, best, operationCount: operations.length, choosesOperations })
  }

  constructor(scenario: Scenario, task: ShrinkTask, start: Start) {
    const { schedule, broken } = start.best
    this.#scenario = scenario
    this.#task = task
    this.#judge = start.judge
    this.#budget = task.budget ?? DEFAULT_SHRINK_BUDGET
    this.#best = start.best
    this.choosesOperations = start.choosesOperations
    this.#before = {
      faults: schedule.faults.length,
      operations: start.operationCount,
      ...(broken.violation !== undefined && { atUs: broken.atUs }),
    }
  }

  get schedule(): Schedule {
    return this.#best.schedule
  }

  /** When the invariant is broken. */
  get atUs(): number {
    return this.#best.broken.atUs
  }

  get isOver(): boolean {
    return this.#runs >= this.#budget.runs || this.#events >= this.#budget.events
  }

  /** True when the change is an improvement; it then is what further changes start from. */
  try(change: Partial<Schedule>): boolean {
    if (this.isOver) return false
    const candidate = { ...this.#best.schedule, ...change }
    const options = this.#optionsOf(candidate)
    const run = this.#run(options)
    this.#runs += 1
    this.#events += run.events
    const broken = this.#judge(run, options)
    if (broken?.manner !== this.#best.broken.manner) return false
    const best = bestOf(candidate, broken)
    if (!isLess(best.cost, this.#best.cost)) return false
    this.#best = best
    return true
  }

  #optionsOf({ faults, operations, untilUs }: Schedule): RunOptions {
    return {
      ...this.#task.options,
      faults,
      ...(this.choosesOperations && operations !== undefined && { operations }),
      ...(untilUs !== undefined && { untilUs }),
    }
  }

  #run(options: RunOptions): RunResult {
    return this.#scenario.run(this.#task.seed, this.#task.parameters, options)
  }

  result(): Shrunk {
    const { schedule } = this.#best
    const options = this.#optionsOf(schedule)
    const run = this.#run({ ...options, tracing: true })
    const broken = this.#judge(run, options)
    if (broken === undefined) throw new Error('a shrunk run does not fail when it is traced')
    const { faults, operations, untilUs } = schedule
    const { violation, assertion } = broken
    return {
      faults,
      ...(operations !== undefined && { operations }),
      operationCount: operations?.length ?? run.operations,
      ...(untilUs !== undefined && { untilUs }),
      ...(violation !== undefined && { violation }),
      ...(assertion !== undefined && { assertion }),
      traceHash: run.traceHash,
      before: this.#before,
      runs: this.#runs,
    }
  }
}

function bestOf(schedule: Schedule, broken: Broken): Best {
  const { faults, operations = [] } = schedule
  const cost: Cost = [broken.atUs, faults.length, operations.length, weightOf(faults)]
  const untilUs = endAfter(broken)
  return { schedule: { ...schedule, ...(untilUs !== undefined && { untilUs }) }, broken, cost }
}

/**
 * A microsecond later: what only the end of the run brings about, such as an unfinished operation, is
 * then later than the violation, so that it can never take its place. An assertion speaks of the whole run.
 */
function endAfter({ violation }: Broken): number | undefined {
  return violation === undefined ? undefined : violation.atUs + 1
}

function isLess(one: Cost, other: Cost): boolean {
  const differs = one.findIndex((part, index) => part !== other[index])
  return differs !== -1 && (one[differs] ?? 0) < (other[differs] ?? 0)
}
