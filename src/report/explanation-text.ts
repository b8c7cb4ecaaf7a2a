import { Chalk } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { Explanation } from '../grading/explanation.ts'
import { gradingWords } from '../messages/grading/index.ts'
import { hintBlocks } from './hint-text.ts'

interface Shape {
  readonly width: number
  readonly color: 0 | 1 | 2 | 3
}

/** The rules that were broken with their sources, the hint and the way to the lesson; the verdict has told the cause. */
export function explanationLines(explanation: Explanation, { width, color }: Shape): string[] {
  const chalk = new Chalk({ level: color })
  const words = gradingWords().explanation
  const wrapped = (text: string): string[] => wrapAnsi(text, Math.max(20, width), { trim: true }).split('\n')
  const rules = explanation.rules.flatMap(({ id, statement, source }) => [
    ...wrapped(`${chalk.bold(id)}  ${statement.replaceAll('`', '')}`),
    ...wrapped(chalk.dim(words.source({ source }))),
    '',
  ])
  const { hint, lesson } = explanation
  return [
    '',
    ...rules,
    ...(hint === undefined ? [] : [chalk.bold(words.hint(hint)), '', ...hintBlocks(hint.text, width), '']),
    `${words.lesson}  ${lesson}`,
  ]
}
