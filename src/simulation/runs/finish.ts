import { shellLine } from '../../lib/shell-words.ts'
import type { RunOptions } from '../kernel/scenario.ts'
import { requireSameHash, type SweepPlan } from '../kernel/sweep.ts'
import type { SweepViolation, Tally, TallyResult } from '../kernel/tally.ts'
import type { ShrunkRun, SimulationOutcome, SimulationRequest, SimulationVerdict } from '../request.ts'
import type { SeedRange, Shard } from '../seeds.ts'
import type { Executor } from './executor.ts'
import { REPLAY_FORMAT, type ReplayFile } from './replay-format.ts'
import { saveReplay } from './save.ts'
import { shardReport } from './shard-report.ts'
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
  const { shrunk, note } = await shrinkFirst(executor, plan, request, violations[0])
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

async function shrinkFirst(
  executor: Executor,
  plan: SweepPlan,
  request: SimulationRequest,
  violation: SweepViolation | undefined,
): Promise<{ shrunk?: ShrunkRun | undefined; note?: string | undefined }> {
  if (violation === undefined || !request.shrink) return {}
  const { seed, invariant } = violation
  const { parameters, options } = plan
  const small = await executor.ask('shrink', { seed, parameters, options, invariant })
  if (small === undefined) return { note: `seed ${seed} could not be shrunk: it fails only as it is.` }
  const run = replayFileOf(executor, request, { seed, parameters, options, ...small })
  const { file, note } = await save(run, request)
  const replay = file === undefined ? '' : replayOf(request, file, run.model)
  return { shrunk: { ...small, seed, file, replay }, note }
}

async function save(run: ReplayFile, { save: place, cwd }: SimulationRequest) {
  return place === undefined ? { file: undefined, note: undefined } : saveReplay(run, place, cwd)
}

function replayOf({ scenario }: SimulationRequest, file: string, model: string | undefined): string {
  const subject = model === undefined || scenario === undefined ? [] : [scenario]
  return shellLine(['compendium', 'simulate', ...subject, '--replay', file])
}

function replayFileOf(
  { info, model }: Executor,
  { version }: SimulationRequest,
  run: Pick<ShrunkRun, 'seed' | 'faults' | 'operations' | 'untilUs' | 'violation' | 'traceHash'> & {
    readonly parameters: SweepPlan['parameters']
    readonly options: RunOptions
  },
): ReplayFile {
  const { mutant } = run.options
  return {
    format: REPLAY_FORMAT,
    compendium: version,
    scenario: info.id,
    scenarioVersion: info.version,
    ...(model !== undefined && { model }),
    seed: run.seed,
    parameters: run.parameters,
    ...(mutant !== undefined && { mutant }),
    faults: [...run.faults],
    operations: [...run.operations],
    untilUs: run.untilUs,
    expected: {
      invariant: run.violation.invariant,
      atUs: run.violation.atUs,
      traceHash: run.traceHash,
    },
  }
}

/** A single seed shows what broke in it; what only all seeds together broke needs all of them again. */
function replayCommand(request: SimulationRequest, sweep: TallyResult, { first }: SeedRange): string {
  const failed = sweep.failed.seeds[0]
  const all = failed === undefined && request.seeds !== undefined
  const flag = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value])
  return shellLine([
    'compendium',
    'simulate',
    request.scenario ?? '',
    ...(all ? flag('--seeds', request.seeds) : ['--seed', String(failed ?? first)]),
    ...(all ? flag('--shard', request.shard) : []),
    ...flag('--mutant', request.mutant),
    ...request.settings.flatMap((setting) => ['--set', setting]),
    ...flag('--faults', request.faults),
    ...flag('--max-events', request.maxEvents?.toString()),
    ...request.assertions.flatMap((assertion) => ['--assert', assertion]),
    ...flag('--assertions', request.assertionsFile),
  ])
}
