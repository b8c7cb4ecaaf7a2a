import type { Scenario } from '../../model.ts'
import { COUNTING } from './scenarios-counting.ts'
import { PERIODS } from './scenarios-periods.ts'

/** One sequence for each thing that a property can mean. The first of a property is its plainest. */
export const SCENARIOS: readonly Scenario[] = [...COUNTING, ...PERIODS]
