import { shellLine } from '../lib/shell-words.ts'
import type { Saved } from '../platform/save-text.ts'
import { openReplay } from './replay.ts'
import type { SimulationRequest } from './request.ts'
import { type Executor, openExecutor } from './runs/executor.ts'
import { planOf } from './runs/plan.ts'
import { REPLAY_FORMAT, type ReplayFile } from './runs/replay-format.ts'
import { saveReplay } from './runs/save.ts'
import type { ScenarioInfo } from './runs/task.ts'
import { parseSeeds } from './seeds.ts'
import type { BranchRun, Run } from './session/run-branch.ts'
import type { Setup } from './session/session.ts'

/** A cluster that somebody is about to watch and to break by hand. */
export interface Watch {
  readonly scenario: ScenarioInfo
  readonly setup: Setup
  readonly run: Run
  /** Writes a run to a file that `--replay` runs again: into a folder, or to a file that ends in `.json`. */
  save(run: BranchRun, place: string): Promise<Saved>
  /** The command that runs such a file. */
  replayOf(file: string): string
  /** The command that gives a run that was only watched; undefined when only a file can say what was done. */
  commandOf(run: BranchRun): string | undefined
  close(): Promise<void>
}

/**
 * Opens what the request asks for; undefined when it is no cluster, so that there is nothing to watch
 * but its charts. Faults are made by hand: there are no others unless the request names some.
 */
export async function openWatch(request: SimulationRequest, file?: string): Promise<Watch | undefined> {
  const { executor, setup } = file === undefined ? await opened(request) : await reopened(request, file)
  const run: Run = (seed, parameters, options) => executor.ask('show', { seed, parameters, options })
  if (executor.info.traced) return watchOf(executor, request, file, { setup, run })
  await executor.close()
  return undefined
}

interface Opened {
  readonly executor: Executor
  readonly setup: Setup
}

async function opened(request: SimulationRequest): Promise<Opened> {
  const executor = await openExecutor(request.scenario ?? '', request.cwd)
  try {
    const { parameters, options } = await planOf(executor, request)
    const { mutant, faults, maxEvents } = options
    const setup: Setup = {
      seed: parseSeeds(request.seed, undefined).first,
      parameters,
      ...(mutant !== undefined && { mutant }),
      ...(maxEvents !== undefined && { maxEvents }),
      faults: request.faults === 'swarm' ? 'of the seed' : (faults ?? []),
    }
    return { executor, setup }
  } catch (error) {
    await executor.close()
    throw error
  }
}

async function reopened({ scenario, cwd }: SimulationRequest, file: string): Promise<Opened> {
  const { executor, run } = await openReplay({ file, scenario, cwd })
  const { seed, parameters, mutant, faults, operations, untilUs } = run
  const setup: Setup = {
    seed,
    parameters,
    ...(mutant !== undefined && { mutant }),
    faults,
    ...(operations !== undefined && { operations }),
    ...(untilUs !== undefined && { untilUs }),
  }
  return { executor, setup }
}

function watchOf(
  executor: Executor,
  { scenario = '', cwd, version }: SimulationRequest,
  file: string | undefined,
  { setup, run }: { readonly setup: Setup; readonly run: Run },
): Watch {
  const subject = executor.model === undefined ? [] : [scenario]
  const replayOf = (name: string) => shellLine(['compendium', 'simulate', ...subject, '--replay', name])
  return {
    scenario: executor.info,
    setup,
    run,
    save: (watched, place) => saveReplay(replayFileOf(executor, version, watched), place, cwd),
    replayOf,
    commandOf: ({ branch }) => {
      if (branch.controls.length > 0) return undefined
      if (file !== undefined && branch.id === 1) return replayOf(file)
      return commandOf(executor.info, scenario === '' ? executor.info.id : scenario, branch.setup)
    },
    close: () => executor.close(),
  }
}

/** A list of faults has no flag; only none and those of the seed have. */
function commandOf(info: ScenarioInfo, scenario: string, setup: Setup): string | undefined {
  const { seed, parameters, mutant, faults } = setup
  if (faults !== 'of the seed' && faults.length > 0) return undefined
  const changed = info.parameters.filter((one) => parameters[one.id] !== one.default)
  return shellLine([
    'compendium',
    'simulate',
    scenario,
    ...['--seed', String(seed)],
    ...(mutant === undefined ? [] : ['--mutant', mutant]),
    ...changed.flatMap(({ id }) => ['--set', `${id}=${parameters[id]}`]),
    ...['--faults', faults === 'of the seed' ? 'swarm' : 'none'],
  ])
}

function replayFileOf(
  { info, model }: Executor,
  version: string,
  { branch, result, faults }: BranchRun,
): ReplayFile {
  const { seed, parameters, mutant, operations, untilUs } = branch.setup
  const [first] = result.violations
  return {
    format: REPLAY_FORMAT,
    compendium: version,
    scenario: info.id,
    scenarioVersion: info.version,
    ...(model !== undefined && { model }),
    seed,
    parameters,
    ...(mutant !== undefined && { mutant }),
    faults,
    ...(operations !== undefined && { operations }),
    ...(untilUs !== undefined && { untilUs }),
    expected: {
      ...(first !== undefined && { invariant: first.invariant, atUs: first.atUs }),
      traceHash: result.traceHash,
    },
  }
}
