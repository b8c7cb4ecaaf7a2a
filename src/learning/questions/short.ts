import { comparableText } from '../../lib/comparable-text.ts'
import { type AnswerKind, readLine, type ShortGradable, typedGrade } from './answer-kind.ts'

/** One of the accepted forms, however it is spaced and capitalised. */
export const short: AnswerKind<ShortGradable> = {
  input: () => 'text',
  read: (_, given) => readLine(given),
  grade: ({ accepted, answer: right }, answer) =>
    typedGrade(accepted.includes(comparableText(answer.join(','))), answer, right),
}
