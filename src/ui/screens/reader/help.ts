import { screenWords } from '../../../messages/screens/index.ts'
import { helpLines } from '../../components/key-bindings.ts'
import { QUIZ_BINDINGS } from '../quiz/bindings.ts'
import { READ_BINDINGS } from './bindings.ts'

/** All keys, and what the command line knows. */
export function helpText(unicode: boolean): string[] {
  const { help } = screenWords().reader
  return [
    help.reading,
    ...indent(helpLines(READ_BINDINGS, unicode)),
    '',
    help.commandLine,
    ...indent([help.goto, help.line, help.find, help.others]),
    '',
    help.quiz,
    ...indent(helpLines(QUIZ_BINDINGS, unicode)),
  ]
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}
