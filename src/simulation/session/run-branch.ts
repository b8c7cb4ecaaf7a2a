import type { Fault } from '../kernel/fault.ts'
import type { Parameters, RunOptions, RunResult } from '../kernel/scenario.ts'
import { scheduleOf } from './control.ts'
import type { Branch, Setup } from './session.ts'

/** Runs a scenario, here or in another thread. */
export type Run = (
  seed: number,
  parameters: Parameters,
  options: RunOptions,
) => Promise<{ readonly result: RunResult; readonly told: readonly string[] }>

export interface BranchRun {
  readonly branch: Branch
  /** With its trace. */
  readonly result: RunResult
  readonly told: readonly string[]
  /** With exactly these the run repeats. */
  readonly faults: readonly Fault[]
}

/** The run of a branch with all that was done to it. It depends on nothing else. */
export async function runBranch(run: Run, branch: Branch): Promise<BranchRun> {
  const { setup, controls } = branch
  const { seed, parameters } = setup
  const own = ownFaults(setup)
  const options = optionsOf(setup)
  if (controls.length === 0) {
    const { result, told } = await run(seed, parameters, { ...options, ...own, tracing: true })
    return { branch, result, told, faults: result.faults }
  }
  // The undisturbed run says which faults the seed draws, and how long "to the end" is.
  const { result: calm } = await run(seed, parameters, { ...options, ...own })
  const faults = scheduleOf(calm.faults, controls, calm.endUs)
  const { result, told } = await run(seed, parameters, { ...options, faults, tracing: true })
  return { branch, result, told, faults }
}

function ownFaults({ faults }: Setup): RunOptions {
  return faults === 'of the seed' ? {} : { faults }
}

function optionsOf({ mutant, operations, untilUs, maxEvents }: Setup): RunOptions {
  return {
    ...(mutant !== undefined && { mutant }),
    ...(operations !== undefined && { operations }),
    ...(untilUs !== undefined && { untilUs }),
    ...(maxEvents !== undefined && { maxEvents }),
  }
}
