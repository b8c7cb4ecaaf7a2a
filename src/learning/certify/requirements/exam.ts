import type { ExamRequirement } from '../../../corpus/certificate.ts'
import { studyWords } from '../../../messages/study/index.ts'
import { eventsOfExam, foldExams, isOver, passes, scoreOfExam } from '../exam.ts'
import type { Judge } from '../standing.ts'

/** One exam that is over and was passed. */
export const exam: Judge<ExamRequirement> = (requirement, { certificate, events, nowMs }) => {
  const { questions, minutes, share } = requirement
  const exams = foldExams(events, certificate).filter((one) => isOver(one, nowMs))
  const passed = exams.find((one) => passes(one, requirement))
  const best = Math.max(0, ...exams.map((one) => scoreOfExam(one).correct))
  const needed = Math.ceil(share * questions)
  const { certify } = studyWords()
  return {
    text: certify.exam({ questions, minutes, needed }),
    met: passed !== undefined,
    done: passed === undefined ? best : scoreOfExam(passed).correct,
    of: needed,
    missing:
      passed === undefined
        ? [
            {
              what: exams.length === 0 ? certify.noExam : certify.best({ exams: exams.length, right: best }),
              command: `compendium certify ${certificate} --exam`,
            },
          ]
        : [],
    evidence: passed === undefined ? [] : eventsOfExam(passed),
  }
}
