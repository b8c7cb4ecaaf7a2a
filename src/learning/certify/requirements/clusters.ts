import type { ClustersRequirement } from '../../../corpus/certificate.ts'
import { studyWords } from '../../../messages/study/index.ts'
import type { Judge } from '../standing.ts'
import { passedAmong } from './passed.ts'

/** The capstone: nodes of the learner's that passed all stages of an exercise on a cluster. */
export const clusters: Judge<ClustersRequirement> = ({ count, among }, record) => ({
  text: studyWords().certify.capstone({ count, list: among.join(', ') }),
  ...passedAmong(among, count, record),
})
