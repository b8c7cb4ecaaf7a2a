import type { Fault } from './fault.ts'
import type { Parameters, RunResult, Scenario, Violation } from './scenario.ts'

export interface ShrinkTask {
  readonly seed: number
  readonly parameters: Parameters
  readonly mutant?: string
  readonly maxEvents?: number
  readonly invariant: string
}

export interface Shrunk {
  readonly faults: readonly Fault[]
  readonly operations: readonly number[]
  readonly violation: Violation
  readonly result: RunResult
}

export function shrink(_scenario: Scenario, _task: ShrinkTask): Shrunk {
  throw new Error('not yet')
}
