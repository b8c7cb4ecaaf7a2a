import { readAnswer } from '../../learning/questions/registry.ts'
import { gradeAnswer } from '../../learning/quiz.ts'
import { lessonTheme } from '../../report/lesson/theme.ts'
import type { ExamOptions, ExamOutcome } from '../index.ts'
import { letter, prose } from '../screens/quiz/quiz-lines.ts'
import { sizeOf } from '../terminal/screen-options.ts'
import { linearWidth, speaker } from './fold.ts'
import { inputLines } from './input-lines.ts'
import { howTo, noAnswer, typedAnswer } from './linear-quiz.ts'

/** The exam as a conversation. Whether an answer was in time is for whoever takes it to say. */
export async function linearExam(options: ExamOptions): Promise<ExamOutcome> {
  const { questions, stdin, stdout, color, unicode = true } = options
  const input = inputLines(stdin)
  const say = speaker(stdout)
  const theme = lessonTheme({ color, unicode })
  const width = linearWidth(sizeOf(stdout))
  asking: for (const [index, question] of questions.entries()) {
    const choices = question.choices.flatMap(({ text }, place) =>
      prose([{ type: 'text', text: `${letter(place)}. ` }, ...text], theme, width),
    )
    say(
      '',
      `Question ${index + 1} of ${questions.length}.`,
      ...prose(question.prompt, theme, width),
      ...choices,
      howTo(question),
    )
    while (true) {
      const line = await input.next()
      if (line === undefined || /^\s*q(uit)?\s*$/i.test(line)) break asking
      const read = readAnswer(question, typedAnswer(line, question))
      if ('answer' in read) {
        await options.onAnswer(gradeAnswer(question, read.answer))
        break
      }
      say(noAnswer(question, read.problem))
    }
  }
  input.close()
  return { ending: 'quit' }
}
