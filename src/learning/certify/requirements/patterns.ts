import type { PatternsRequirement } from '../../../corpus/certificate.ts'
import type { Judge } from '../standing.ts'
import { passedAmong } from './passed.ts'

/** Programs of the learner's that were graded PASS. */
export const patterns: Judge<PatternsRequirement> = ({ count, among }, record) => ({
  text: `Implement ${count} patterns, graded PASS${among === undefined ? '' : `, of: ${among.join(', ')}`}`,
  ...passedAmong(among ?? record.exercises, count, record),
})
