import type { QuizQuestion } from '../../corpus/topic.ts'
import { readAnswer } from '../../learning/questions/registry.ts'
import { gradeAnswer } from '../../learning/quiz.ts'
import { screenWords } from '../../messages/screens/index.ts'
import { lessonTheme } from '../../report/lesson/theme.ts'
import type { ExamOptions, ExamOutcome } from '../index.ts'
import { timeText } from '../screens/exam/exam-state.ts'
import { letter, prose } from '../screens/quiz/quiz-lines.ts'
import { sizeOf } from '../terminal/screen-options.ts'
import { linearWidth, speaker } from './fold.ts'
import { type InputLines, inputLines } from './input-lines.ts'
import { howTo, noAnswer, typedAnswer } from './linear-quiz.ts'

/** The exam as a conversation. Each question says how much time is left; after it nothing is asked any more. */
export async function linearExam(options: ExamOptions): Promise<ExamOutcome> {
  const { questions, stdin, stdout } = options
  const input = inputLines(stdin)
  const say = speaker(stdout)
  const endsAtMs = performance.now() + options.leftMs
  const leftMs = () => endsAtMs - performance.now()
  for (const [index, question] of questions.entries()) {
    if (leftMs() <= 0) break
    const place = screenWords().quiz.place({ at: index + 1, total: questions.length })
    say('', `${place}. ${timeText(leftMs())}.`, ...questionLines(question, options))
    const answer = await answerTo(question, input, say)
    if (answer === undefined) break
    if (leftMs() <= 0) say(screenWords().exam.timeOver)
    else await options.onAnswer(gradeAnswer(question, answer))
  }
  input.close()
  return { ending: 'quit' }
}

function questionLines(question: QuizQuestion, { color, unicode = true, stdout }: ExamOptions): string[] {
  const theme = lessonTheme({ color, unicode })
  const width = linearWidth(sizeOf(stdout))
  const choices = question.choices.flatMap(({ text }, place) =>
    prose([{ type: 'text', text: `${letter(place)}. ` }, ...text], theme, width),
  )
  return [...prose(question.prompt, theme, width), ...choices, howTo(question)]
}

/** Asks until it is an answer; undefined when the learner leaves. */
async function answerTo(
  question: QuizQuestion,
  input: InputLines,
  say: (line: string) => void,
): Promise<readonly string[] | undefined> {
  while (true) {
    const line = await input.next()
    if (line === undefined || /^\s*q(uit)?\s*$/i.test(line)) return undefined
    const read = readAnswer(question, typedAnswer(line, question))
    if ('answer' in read) return read.answer
    say(noAnswer(question, read.problem))
  }
}
