import { shellLine } from '../lib/shell-words.ts'
import { UserError } from '../lib/user-error.ts'
import { parseAssertion } from './kernel/assertion.ts'
import { resolveParameters } from './kernel/parameters.ts'
import { requireSameHash, type SweepPlan } from './kernel/sweep.ts'
import { Tally, type TallyResult } from './kernel/tally.ts'
import type { SimulationOutcome, SimulationVerdict } from './request.ts'
import { type Executor, openExecutor } from './runs/executor.ts'
import { fileIn } from './runs/file-in.ts'
import { looksLikeFile } from './runs/looks-like-file.ts'
import { mostEvents, requireMutant } from './runs/plan.ts'
import { readReplay } from './runs/replay-file.ts'
import type { ReplayFile } from './runs/replay-format.ts'

export interface ReplayRequest {
  readonly file: string
  /** The path of a model; needed only for runs of the user's own models. */
  readonly scenario?: string | undefined
  readonly cwd: string
  readonly maxEvents?: number | undefined
}

/** Runs a run that was written down once more, and says whether it still fails. */
export async function replay({ file, scenario, cwd, maxEvents }: ReplayRequest): Promise<SimulationOutcome> {
  const { executor, run } = await openReplay({ file, scenario, cwd })
  try {
    const command = ['compendium', 'simulate', ...subject(scenario), '--replay', file]
    return { ...(await runAgain(executor, run, maxEvents)), cwd, replay: shellLine(command) }
  } finally {
    await executor.close()
  }
}

/** Reads such a file and opens what it is a run of. Whoever asks closes it. */
export async function openReplay({ file, scenario, cwd }: ReplayRequest) {
  const run = await readReplay(fileIn(cwd, file))
  // A file that somebody sent names no program that is then run: that is for the user to say.
  const ownModel = run.model !== undefined || looksLikeFile(run.scenario)
  if (ownModel && scenario === undefined) throw needsModel(run, file)
  const executor = await openExecutor(scenario ?? run.scenario, cwd)
  try {
    requireSameVersion(executor, run, file)
    return { executor, run }
  } catch (error) {
    await executor.close()
    throw error
  }
}

function subject(scenario: string | undefined): string[] {
  return scenario === undefined ? [] : [scenario]
}

async function runAgain(
  executor: Executor,
  run: ReplayFile,
  most: number | undefined,
): Promise<Omit<SimulationOutcome, 'cwd' | 'replay'>> {
  const { seed, expected } = run
  const plan = planOf(executor, run, most)
  const { parameters, options } = plan
  const sweep = await judge(executor, plan, seed)
  const shown = await executor.ask('show', { seed, parameters, options: { ...options, tracing: true } })
  const { traceHash } = shown.result
  requireSameHash(seed, sweep.traceHash, traceHash)
  const [assertion] = sweep.assertions
  return {
    verdict: verdictOf(sweep),
    scenario: executor.info,
    mutant: options.mutant,
    parameters,
    seeds: { first: seed, count: 1 },
    sweep,
    shown,
    unmetGoals: [],
    notes: [],
    worstSeeds: [],
    replayed: {
      expected,
      writtenBy: run.compendium,
      stillBroken:
        assertion?.verdict === 'fail' ||
        sweep.violations.some(({ invariant }) => invariant === expected.invariant),
      sameTrace: traceHash === expected.traceHash,
    },
  }
}

function planOf(executor: Executor, run: ReplayFile, most: number | undefined): SweepPlan {
  const { info } = executor
  const settings = Object.entries(run.parameters).map(([id, value]) => `${id}=${value}`)
  const mutant = requireMutant(info, run.mutant)
  const maxEvents = mostEvents(most, executor)
  const { assertion } = run.expected
  return {
    parameters: resolveParameters(info.parameters, settings),
    assertions: assertion === undefined ? [] : [parseAssertion(assertion, info)],
    options: {
      faults: run.faults,
      ...(mutant !== undefined && { mutant }),
      ...(run.operations !== undefined && { operations: run.operations }),
      ...(run.untilUs !== undefined && { untilUs: run.untilUs }),
      ...(maxEvents !== undefined && { maxEvents }),
    },
  }
}

async function judge(executor: Executor, plan: SweepPlan, seed: number): Promise<TallyResult> {
  const tally = new Tally(plan.assertions)
  const chunk = { seeds: { first: seed, step: 1, count: 1 }, offset: 0, of: 1 }
  tally.merge(await executor.ask('sweep', { plan, chunk }))
  return tally.result()
}

function verdictOf({ violations, assertions, endless }: TallyResult): SimulationVerdict {
  if (violations.length > 0 || assertions.some(({ verdict }) => verdict === 'fail')) return 'fail'
  return endless.count > 0 ? 'inconclusive' : 'pass'
}

function requireSameVersion({ info }: Executor, run: ReplayFile, file: string): void {
  if (info.id !== run.scenario) {
    throw new UserError(`${file} is a run of ${run.scenario}, not of ${info.id}.`, {
      code: 'other-scenario',
      next: [`For what it was written for: compendium simulate --replay ${file}`],
    })
  }
  if (info.version === run.scenarioVersion) return
  const then = `compendium ${run.compendium}, trace ${run.expected.traceHash}`
  throw new UserError(
    `${file} was written for version ${run.scenarioVersion} of ${info.id} (${then}); this is version ${info.version}, in which seed ${run.seed} is another run.`,
    {
      code: 'other-version',
      next: [
        `Run it with compendium ${run.compendium}, or look for the same failure anew: compendium simulate ${info.id} --seeds 1000`,
      ],
    },
  )
}

function needsModel(run: ReplayFile, file: string): UserError {
  return new UserError(`${file} is a run of your own model ${run.scenario}.`, {
    code: 'needs-model',
    next: [
      `Name its file: ${shellLine(['compendium', 'simulate', run.model ?? run.scenario, '--replay', file])}`,
    ],
  })
}
