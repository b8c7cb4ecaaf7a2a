import { drawLesson } from '../../report/lesson-text.ts'
import type { ReaderOptions, ReaderOutcome } from '../index.ts'
import { sizeOf } from '../terminal/screen-options.ts'
import { linearWidth } from './fold.ts'
import { linearQuiz } from './linear-quiz.ts'

/** The lesson printed from top to bottom, then the quiz as a conversation. */
export async function linearReader(options: ReaderOptions): Promise<ReaderOutcome> {
  const { topic, stdout, color, unicode = true, excerpt = false, next } = options
  const width = linearWidth(sizeOf(stdout))
  stdout.write(
    `${drawLesson(excerpt ? topic.blocks : topic, { width, color, unicode, plain: true }).lines.join('\n')}\n`,
  )
  await options.onFinished()
  const onward = next === undefined ? {} : { went: { to: 'next' } as const }
  if (topic.quiz.length === 0 || next !== undefined) {
    return { ending: 'quit', finished: true, ...onward, score: { answered: 0, correct: 0, total: 0 } }
  }
  return { ...(await linearQuiz(options)), finished: true }
}
