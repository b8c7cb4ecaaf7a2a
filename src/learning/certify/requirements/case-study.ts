import type { CaseStudyRequirement } from '../../../corpus/certificate.ts'
import { studyWords } from '../../../messages/study/index.ts'
import type { Judge } from '../standing.ts'

/** A case study that had what the rubric asks for. How good it is, its author has judged. */
export const caseStudy: Judge<CaseStudyRequirement> = ({ sections, criteria }, { certificate, events }) => {
  const handedIn = events.findLast(
    (one) =>
      one.kind === 'case-study' &&
      one.slug === certificate &&
      criteria.every((criterion) => one.data.criteria.includes(criterion)),
  )
  const rubric = `compendium certify ${certificate} --rubric > case-study.md`
  const { certify } = studyWords()
  const handIn = `compendium certify ${certificate} --case-study case-study.md`
  return {
    text: certify.caseStudy({ sections: sections.length, criteria: criteria.length }),
    met: handedIn !== undefined,
    done: handedIn === undefined ? 0 : 1,
    of: 1,
    missing:
      handedIn === undefined
        ? [
            {
              what: certify.noCaseStudy,
              command: certify.inTurn({ first: rubric, second: handIn }),
            },
          ]
        : [],
    evidence: handedIn === undefined ? [] : [handedIn],
  }
}
