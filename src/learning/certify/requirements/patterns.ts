import type { PatternsRequirement } from '../../../corpus/certificate.ts'
import { studyWords } from '../../../messages/study/index.ts'
import type { Judge } from '../standing.ts'
import { passedAmong } from './passed.ts'

/** Programs of the learner's that were graded PASS. */
export const patterns: Judge<PatternsRequirement> = ({ count, among }, record) => ({
  text: textOf(count, among),
  ...passedAmong(among ?? record.exercises, count, record),
})

function textOf(count: number, among: readonly string[] | undefined): string {
  const { certify } = studyWords()
  return among === undefined
    ? certify.patterns({ count })
    : certify.patternsOf({ count, list: among.join(', ') })
}
