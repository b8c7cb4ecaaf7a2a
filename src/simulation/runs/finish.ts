import { shellLine } from '../../lib/shell-words.ts'
import { requireSameHash, type SweepPlan } from '../kernel/sweep.ts'
import type { SweepViolation, Tally, TallyResult } from '../kernel/tally.ts'
import type { SimulationOutcome, SimulationRequest, SimulationVerdict, WorstSeed } from '../request.ts'
import type { SeedRange, Shard } from '../seeds.ts'
import type { Executor } from './executor.ts'
import { shardReport } from './shard-report.ts'
import { shrinkFirst } from './shrink-first.ts'
import type { ShownRun } from './task.ts'

/** A violation's story needs a run that is watched; so many rules are told, others keep what the sweep knows. */
const MOST_TOLD = 5

interface Finished {
  readonly plan: SweepPlan
  readonly range: SeedRange
  /** Only part of the seeds were run. */
  readonly shard?: Shard | undefined
  readonly tally: Tally
}

/** From the numbers of a sweep to its verdict, with the run worth seeing, its story, and the smallest that fails. */
export async function finish(
  executor: Executor,
  request: SimulationRequest,
  { plan, range, shard, tally }: Finished,
): Promise<SimulationOutcome> {
  const { info } = executor
  const sweep = tally.result()
  const unmetGoals = info.goals.filter(({ id }) => !sweep.coverage[id]).map(({ id }) => id)
  const shown = await show(executor, plan, sweep.failed.seeds[0] ?? range.first)
  if (sweep.seeds === 1) requireSameHash(shown.result.seed, sweep.traceHash, shown.result.traceHash)
  const violations = await tellStories(executor, plan, sweep.violations, shown)
  const { shrunk, note } = await shrinkFirst(executor, plan, request, sweep)
  return {
    verdict: verdictOf(sweep, unmetGoals),
    cwd: request.cwd,
    scenario: info,
    mutant: request.mutant,
    parameters: plan.parameters,
    seeds: range,
    shard: shard && shardReport(request, plan, info, { shard, seeds: range, tally: tally.data() }),
    sweep: { ...sweep, violations },
    shown,
    shrunk,
    unmetGoals,
    replay: replayCommand(request, sweep, range),
    worstSeeds: worstOfMeans(request, sweep),
    notes: note === undefined ? [] : [note],
  }
}

function show(executor: Executor, { parameters, options }: SweepPlan, seed: number): Promise<ShownRun> {
  return executor.ask('show', { seed, parameters, options: { ...options, tracing: true } })
}

function verdictOf(sweep: TallyResult, unmetGoals: readonly string[]): SimulationVerdict {
  const verdicts = sweep.assertions.map(({ verdict }) => verdict)
  if (sweep.failed.count > 0 || verdicts.includes('fail')) return 'fail'
  if (sweep.endless.count > 0) return 'inconclusive'
  return unmetGoals.length > 0 || verdicts.includes('weak') ? 'weak' : 'pass'
}

async function tellStories(
  executor: Executor,
  plan: SweepPlan,
  violations: readonly SweepViolation[],
  shown: ShownRun,
): Promise<SweepViolation[]> {
  const told: SweepViolation[] = []
  for (const violation of violations) {
    const { seed, invariant } = violation
    const more = told.length < MOST_TOLD
    const run = seed === shown.result.seed ? shown : more ? await show(executor, plan, seed) : undefined
    const found = run?.result.violations.find((one) => one.invariant === invariant)
    told.push({ ...violation, ...(found !== undefined && { story: found.story }) })
  }
  return told
}

/** A single seed shows what broke in it; what only all seeds together broke needs all of them again. */
function replayCommand(request: SimulationRequest, sweep: TallyResult, { first }: SeedRange): string {
  const failed = sweep.failed.seeds[0]
  if (failed !== undefined || request.seeds === undefined) return commandOf(request, oneSeed(failed ?? first))
  return commandOf(request, [...flag('--seeds', request.seeds), ...flag('--shard', request.shard)])
}

/** What fails by its mean over many seeds has no run that fails, but one that is worst. */
function worstOfMeans(request: SimulationRequest, { seeds, assertions }: TallyResult): WorstSeed[] {
  if (seeds === 1) return []
  return assertions.flatMap(({ assertion, verdict, worst }) => {
    if (assertion.kind !== 'mean' || verdict !== 'fail' || worst === undefined) return []
    const { seed } = worst
    return [{ assertion: assertion.text, seed, replay: commandOf(request, oneSeed(seed)) }]
  })
}

function oneSeed(seed: number): string[] {
  return ['--seed', String(seed)]
}

function commandOf(request: SimulationRequest, seeds: readonly string[]): string {
  return shellLine([
    'compendium',
    'simulate',
    request.scenario ?? '',
    ...seeds,
    ...flag('--mutant', request.mutant),
    ...request.settings.flatMap((setting) => ['--set', setting]),
    ...flag('--faults', request.faults),
    ...flag('--max-events', request.maxEvents?.toString()),
    ...request.assertions.flatMap((assertion) => ['--assert', assertion]),
    ...flag('--assertions', request.assertionsFile),
  ])
}

function flag(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value]
}
