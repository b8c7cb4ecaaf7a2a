import type { Unit } from '../../../lib/quantity.ts'
import type { MeasuredRun } from '../../question.ts'

export interface Measured {
  /** In `unit`. */
  readonly value: number
  readonly unit: Unit
}

/** Runs a simulation and says what it measured. The corpus knows no simulator: whoever compiles it brings one. */
export type MeasureRun = (run: MeasuredRun) => Promise<Measured>
