import type { CaseStudyRequirement } from '../../../corpus/certificate.ts'
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
  return {
    text: `Case study with ${sections.length} sections, self-assessed by ${criteria.length} criteria`,
    met: handedIn !== undefined,
    done: handedIn === undefined ? 0 : 1,
    of: 1,
    missing:
      handedIn === undefined
        ? [
            {
              what: 'no case study handed in yet',
              command: `${rubric}, then compendium certify ${certificate} --case-study case-study.md`,
            },
          ]
        : [],
    evidence: handedIn === undefined ? [] : [handedIn],
  }
}
