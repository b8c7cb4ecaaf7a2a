import type { Topic } from '../../corpus/topic.ts'
import { studyLog } from '../../learning/study.ts'
import { openQuiz } from '../index.ts'
import { type Sitting, type Way, wayOf } from './sitting.ts'

/** The quiz, each answer kept at once. */
export async function visitQuiz(topic: Topic, sitting: Sitting): Promise<Way> {
  const { onAnswer, end } = studyLog(topic, sitting.now)
  const { ending } = await openQuiz({ ...sitting.screen, topic, onAnswer })
  for (const warning of await end()) sitting.warnings.add(warning)
  return wayOf(ending)
}
