import { shellLine } from '../../lib/shell-words.ts'
import type { Failure } from '../kernel/failure.ts'
import type { Shrunk } from '../kernel/shrink.ts'
import type { SweepPlan } from '../kernel/sweep.ts'
import type { TallyResult } from '../kernel/tally.ts'
import type { ShrunkRun, SimulationRequest } from '../request.ts'
import type { Executor } from './executor.ts'
import { type Expected, REPLAY_FORMAT, type ReplayFile } from './replay-format.ts'
import { saveReplay } from './save.ts'

interface Small {
  readonly shrunk?: ShrunkRun
  readonly note?: string | undefined
}

interface FailingRun {
  readonly seed: number
  readonly failure: Failure
}

/** Makes the first failing run of a sweep small and writes it down. */
export async function shrinkFirst(
  executor: Executor,
  plan: SweepPlan,
  request: SimulationRequest,
  sweep: TallyResult,
): Promise<Small> {
  const first = request.shrink ? firstFailing(sweep) : undefined
  if (first === undefined) return {}
  const { parameters, options } = plan
  const small = await executor.ask('shrink', { ...first, parameters, options })
  const { seed } = first
  if (small === undefined) return { note: `seed ${seed} could not be shrunk: it fails only as it is.` }
  const run = replayFileOf(executor, request.version, { plan, seed, small })
  const { file, note } = await save(run, request)
  const replay = file === undefined ? '' : replayOf(request, file, run.model)
  return { shrunk: { ...small, seed, file, replay }, note }
}

/** A broken invariant is worse than a failed assertion. What is judged over many seeds has no run that fails. */
function firstFailing({ seeds, violations, assertions }: TallyResult): FailingRun | undefined {
  const [violation] = violations
  if (violation !== undefined) {
    return { seed: violation.seed, failure: { kind: 'invariant', invariant: violation.invariant } }
  }
  const [first] = assertions
    .filter(({ verdict }) => verdict === 'fail')
    .flatMap(({ assertion, failed, worst }) => {
      const alone = assertion.kind === 'mean' && seeds === 1 ? worst?.seed : undefined
      const seed = failed.seeds[0] ?? alone
      return seed === undefined ? [] : [{ seed, failure: { kind: 'assertion' as const, assertion } }]
    })
    .sort((one, other) => one.seed - other.seed)
  return first
}

async function save(run: ReplayFile, { save: place, cwd }: SimulationRequest) {
  return place === undefined ? { file: undefined, note: undefined } : saveReplay(run, place, cwd)
}

function replayOf({ scenario }: SimulationRequest, file: string, model: string | undefined): string {
  const subject = model === undefined || scenario === undefined ? [] : [scenario]
  return shellLine(['compendium', 'simulate', ...subject, '--replay', file])
}

interface ShrunkSeed {
  readonly plan: SweepPlan
  readonly seed: number
  readonly small: Shrunk
}

function replayFileOf(
  { info, model }: Executor,
  version: string,
  { plan, seed, small }: ShrunkSeed,
): ReplayFile {
  const { mutant } = plan.options
  const { faults, operations, untilUs } = small
  return {
    format: REPLAY_FORMAT,
    compendium: version,
    scenario: info.id,
    scenarioVersion: info.version,
    ...(model !== undefined && { model }),
    seed,
    parameters: plan.parameters,
    ...(mutant !== undefined && { mutant }),
    faults,
    ...(operations !== undefined && { operations }),
    ...(untilUs !== undefined && { untilUs }),
    expected: expectedOf(small),
  }
}

function expectedOf({ violation, assertion, traceHash }: Shrunk): Expected {
  return {
    ...(violation !== undefined && { invariant: violation.invariant, atUs: violation.atUs }),
    ...(assertion !== undefined && { assertion: assertion.assertion.text }),
    traceHash,
  }
}
