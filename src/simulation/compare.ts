import { Moments } from '../lib/moments.ts'
import { shellLine } from '../lib/shell-words.ts'
import type { Interval } from '../lib/statistics.ts'
import { UserError } from '../lib/user-error.ts'
import { coreCount } from '../platform/clock.ts'
import { type Axis, parseAxis } from './kernel/parameter-axis.ts'
import type { Metric, Parameters } from './kernel/scenario.ts'
import { type Step, tippingPoint } from './kernel/tipping-point.ts'
import type { SimulationRequest } from './request.ts'
import { type Asked, type Executor, openExecutor } from './runs/executor.ts'
import { planOf } from './runs/plan.ts'
import type { ScenarioInfo } from './runs/task.ts'
import { parseSeeds, type SeedRange } from './seeds.ts'

const DEFAULT_SEEDS = '20'
/** All values of all runs are kept until the end, to compare them seed by seed. */
const MOST_RUNS = 200_000
/** Below this many runs, threads cost more than they save. */
const RUNS_FOR_THREADS = 40
const SEEDS_AT_ONCE = 5

export interface CompareRequest extends SimulationRequest {
  /** One or two, as typed. */
  readonly sweeps: readonly string[]
}

export interface Cell {
  readonly parameters: Parameters
  /** By metric id. */
  readonly metrics: Readonly<Record<string, Interval>>
}

export interface ComparedMetric {
  readonly metric: Metric
  /** One for each value of the second axis; without one, a single one. */
  readonly tipping: readonly (Step | undefined)[]
}

export interface Comparison {
  readonly scenario: ScenarioInfo
  readonly seeds: SeedRange
  readonly axes: readonly Axis[]
  /** The first axis within the second. */
  readonly cells: readonly Cell[]
  readonly metrics: readonly ComparedMetric[]
  readonly events: number
  /** Runs that broke an invariant. */
  readonly violations: number
  readonly endless: number
  readonly replay: string
}

/** Runs the same seeds under each value of a parameter: common random numbers leave only its effect. */
export async function compare(request: CompareRequest): Promise<Comparison> {
  const executor = await openExecutor(request.scenario ?? '', request.cwd)
  try {
    return await runCells(executor, request)
  } finally {
    await executor.close()
  }
}

async function runCells(executor: Executor, request: CompareRequest): Promise<Comparison> {
  const { info } = executor
  const asked = request.seed === undefined ? { ...request, seeds: request.seeds ?? DEFAULT_SEEDS } : request
  const range = parseSeeds(asked.seed, asked.seeds)
  const plan = await planOf(executor, request)
  const axes = axesOf(request.sweeps, info)
  const cells = cellsOf(axes, plan.parameters)
  requireFew(cells.length * range.count)
  const values = await valuesOf(executor, request, { range, cells, options: plan.options })
  const rows = axes[0]?.values.length ?? 1
  return {
    scenario: info,
    seeds: range,
    axes,
    cells: cells.map((parameters, cell) => ({ parameters, metrics: intervals(info, values.columns, cell) })),
    metrics: info.metrics.map((metric, index) => ({
      metric,
      tipping: tippings(axes[0]?.values ?? [], values.columns, index, rows),
    })),
    events: values.events,
    violations: values.violations,
    endless: values.endless,
    replay: replayCommand(request),
  }
}

function axesOf(sweeps: readonly string[], info: ScenarioInfo): Axis[] {
  const axes = sweeps.map((text) => parseAxis(text, info.parameters))
  if (axes.length > 2) throw badSweep('more than two parameters are too many for one table')
  if (new Set(axes.map(({ parameter }) => parameter.id)).size < axes.length) {
    throw badSweep('both are the same parameter')
  }
  return axes
}

function badSweep(why: string): UserError {
  return new UserError(`--sweep cannot be done: ${why}.`, {
    code: 'bad-sweep',
    next: ['For example: --sweep retries=0..5 --sweep load=50%,80%'],
  })
}

function requireFew(runs: number): void {
  if (runs <= MOST_RUNS) return
  throw new UserError(`--sweep would be ${runs} runs; ${MOST_RUNS} is the most.`, {
    code: 'bad-sweep',
    next: ['Use fewer seeds or fewer values.'],
  })
}

function cellsOf([first, second]: readonly Axis[], base: Parameters): Parameters[] {
  const set = (axis: Axis | undefined, value: number) =>
    axis === undefined ? {} : { [axis.parameter.id]: value }
  return (second?.values ?? [0]).flatMap((other) =>
    (first?.values ?? [0]).map((value) => ({ ...base, ...set(first, value), ...set(second, other) })),
  )
}

interface CellRuns {
  readonly range: SeedRange
  readonly cells: readonly Parameters[]
  readonly options: Awaited<ReturnType<typeof planOf>>['options']
}

interface CellValues {
  /** By cell, then by metric: a value for each seed. */
  readonly columns: readonly (readonly Float64Array[])[]
  events: number
  violations: number
  endless: number
}

/** A few seeds at a time, in all cells, on as many threads as pay. */
async function valuesOf(executor: Executor, request: CompareRequest, runs: CellRuns): Promise<CellValues> {
  const { range, cells, options } = runs
  const metrics = executor.info.metrics.map(({ id }) => id)
  const columns = cells.map(() => metrics.map(() => new Float64Array(range.count)))
  const found: CellValues = { columns, events: 0, violations: 0, endless: 0 }
  let next = 0
  let done = 0
  const work = async (asked: Asked) => {
    while (next < range.count) {
      const from = next
      const count = Math.min(SEEDS_AT_ONCE, range.count - from)
      next += count
      const seeds = { first: range.first + from, step: 1, count }
      const answer = await asked.ask('values', { seeds, cells, metrics, options })
      spreadOut(answer.values, columns, from, count)
      found.events += answer.events
      found.violations += answer.violations
      found.endless += answer.endless
      done += count
      await request.afterSeeds?.(done, range.count)
    }
  }
  const few = range.count * cells.length < RUNS_FOR_THREADS
  const jobs = request.jobs ?? (few ? 1 : coreCount())
  await Promise.all(
    Array.from({ length: jobs }, (_, index) =>
      work(jobs === 1 && index === 0 ? executor : executor.spread()),
    ),
  )
  return found
}

function spreadOut(
  values: Float64Array,
  columns: readonly (readonly Float64Array[])[],
  from: number,
  count: number,
): void {
  let at = 0
  for (let seed = 0; seed < count; seed += 1) {
    for (const cell of columns) {
      for (const column of cell) {
        column[from + seed] = values[at] ?? Number.NaN
        at += 1
      }
    }
  }
}

function intervals(
  info: ScenarioInfo,
  columns: readonly (readonly Float64Array[])[],
  cell: number,
): Record<string, Interval> {
  return Object.fromEntries(
    info.metrics.map(({ id }, index) => {
      const moments = new Moments()
      for (const value of columns[cell]?.[index] ?? []) moments.add(value)
      return [id, moments.interval()]
    }),
  )
}

function tippings(
  values: readonly number[],
  columns: readonly (readonly Float64Array[])[],
  metric: number,
  rows: number,
): (Step | undefined)[] {
  return Array.from({ length: columns.length / rows }, (_, group) => {
    const own = columns.slice(group * rows, (group + 1) * rows)
    return tippingPoint(
      values,
      own.map((cell) => cell[metric] ?? new Float64Array()),
    )
  })
}

function replayCommand(request: CompareRequest): string {
  const flag = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value])
  return shellLine([
    'compendium',
    'simulate',
    request.scenario ?? '',
    ...flag('--seed', request.seed),
    ...flag('--seeds', request.seeds),
    ...flag('--mutant', request.mutant),
    ...request.settings.flatMap((setting) => ['--set', setting]),
    ...flag('--faults', request.faults),
    ...request.sweeps.flatMap((sweep) => ['--sweep', sweep]),
  ])
}
