import { Chalk } from 'chalk'
import wrapAnsi from 'wrap-ansi'
import type { Story } from '../../grading/cluster/story/story.ts'
import { sequenceText } from '../trace/sequence-text.ts'

export interface StoryTextOptions {
  /** chalk's colour level. */
  readonly color: 0 | 1 | 2 | 3
  readonly width: number
  /** Only characters that every terminal has. */
  readonly ascii: boolean
}

/** Rows of the diagram, so that it fits a terminal of 24 rows. */
const ROWS = 22
const TIME = 10

/** A failure as it is told in a terminal: one sentence, what happened in order, the diagram. */
export function storyLines({ headline, lines, diagram }: Story, options: StoryTextOptions): string[] {
  const { color, width, ascii } = options
  const chalk = new Chalk({ level: color })
  const wrapped = (text: string, indent: number) =>
    wrapAnsi(text, width - indent, { trim: true, hard: true }).split('\n')
  const told = lines.flatMap(({ atUs, kind, text, isFocus }) => {
    const time = (atUs / 1e6).toFixed(3).padStart(TIME - 3)
    const paint =
      kind === 'fault' ? chalk.yellow : isFocus ? chalk.bold : kind === 'messages' ? chalk.dim : String
    return wrapped(text, TIME).map(
      (line, at) => `${at === 0 ? `${time}   ` : ' '.repeat(TIME)}${paint(line)}`,
    )
  })
  const drawn =
    diagram.messages.length === 0 ? [] : sequenceText(diagram, { width, rows: ROWS, ascii, color })
  return [
    ...wrapped(headline, 0).map((line) => chalk.bold(line)),
    '',
    ...told,
    ...(drawn.length === 0 ? [] : ['', ...drawn]),
  ]
}
