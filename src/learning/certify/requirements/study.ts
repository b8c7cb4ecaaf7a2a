import type { StudyRequirement } from '../../../corpus/certificate.ts'
import type { Topic } from '../../../corpus/topic.ts'
import { studyWords } from '../../../messages/study/index.ts'
import type { ProgressEvent } from '../../events.ts'
import type { Judge, Missing } from '../standing.ts'

type Answer = Extract<ProgressEvent, { kind: 'quiz' }>

/** Lessons read to their end; of each quiz so many questions whose newest answer is right. */
export const study: Judge<StudyRequirement> = ({ topics, share }, { events, topic }) => {
  const each = topics.map((slug) => lessonOf(topic(slug), share, events))
  const missing = each.flatMap((one) => one.missing)
  const percent = Math.round(share * 100)
  return {
    text: studyWords().certify.study({ lessons: topics.length, percent }),
    met: missing.length === 0,
    done: each.filter((one) => one.missing.length === 0).length,
    of: topics.length,
    missing,
    evidence: each.flatMap((one) => one.evidence),
  }
}

function lessonOf({ slug, quiz }: Topic, share: number, events: readonly ProgressEvent[]) {
  const read = events.find((one) => one.kind === 'read' && one.slug === slug && one.data.finished)
  const right = newestAnswers(slug, events).filter(
    ({ data }) => data.correct && quiz.some(({ id }) => id === data.question),
  )
  const needed = Math.ceil(share * quiz.length)
  const { certify } = studyWords()
  const missing: Missing[] = []
  if (read === undefined)
    missing.push({ what: certify.notRead({ slug }), command: `compendium learn ${slug}` })
  if (right.length < needed) {
    const what = certify.quizRight({ slug, right: right.length, questions: quiz.length, needed })
    missing.push({ what, command: `compendium quiz ${slug}` })
  }
  return { missing, evidence: [...(read === undefined ? [] : [read]), ...right] }
}

function newestAnswers(slug: string, events: readonly ProgressEvent[]): readonly Answer[] {
  const answers = new Map<string, Answer>()
  for (const event of events) {
    if (event.kind === 'quiz' && event.slug === slug) answers.set(event.data.question, event)
  }
  return [...answers.values()]
}
