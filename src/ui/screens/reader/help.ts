import { helpLines } from '../../components/key-bindings.ts'
import { QUIZ_BINDINGS } from '../quiz/bindings.ts'
import { READ_BINDINGS } from './bindings.ts'

/** All keys, and what the command line knows. */
export function helpText(unicode: boolean): string[] {
  return [
    'Reading',
    ...indent(helpLines(READ_BINDINGS, unicode)),
    '',
    'Command line (after :)',
    ...indent([
      'goto HEADING   go to a heading, by the start of its name',
      'goto LINE      go to a line, by its number',
      'find TEXT      search',
      'quiz help quit',
    ]),
    '',
    'Quiz',
    ...indent(helpLines(QUIZ_BINDINGS, unicode)),
  ]
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}
