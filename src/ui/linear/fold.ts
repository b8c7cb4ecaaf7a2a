import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import { type Size, sizeOf } from '../terminal/screen-options.ts'

/** Longer lines are hard to read. */
const WIDEST = 100
const NARROWEST = 20

/** Writes lines, folded between words for the width that the terminal has at that time. */
export function speaker(stdout: NodeJS.WriteStream): (...lines: readonly string[]) => void {
  return (...lines) => {
    stdout.write(`${fold(lines, sizeOf(stdout)).join('\n')}\n`)
  }
}

/**
 * One column stays free: some terminals that cannot move their cursor go on in the next row when the
 * last column is written to.
 */
export function linearWidth({ columns }: Pick<Size, 'columns'>): number {
  return Math.max(NARROWEST, Math.min(WIDEST, columns - 1))
}

/**
 * What is folded goes on below its own text: after the indentation, the time, or the name that two
 * spaces set off.
 */
export function fold(lines: readonly string[], size: Pick<Size, 'columns'>): string[] {
  const width = linearWidth(size)
  return lines.flatMap((text) => text.split('\n')).flatMap((line) => foldLine(line, width))
}

function foldLine(line: string, width: number): string[] {
  if (stringWidth(line) <= width) return [line]
  const hanging = hangingOf(line, width / 2)
  const [first = '', ...rest] = wrapAnsi(line.slice(hanging), width - hanging, { hard: true }).split('\n')
  return [line.slice(0, hanging) + first, ...rest.map((text) => ' '.repeat(hanging) + text)]
}

/** Coloured text begins with a sequence that has no width: it is folded as it is. */
function hangingOf(line: string, most: number): number {
  if (line.includes('\u001B')) return 0
  const [label = ''] = /^ *(?:\S+(?: \S+)* {2,})?/.exec(line) ?? []
  const [indent = ''] = /^ */.exec(line) ?? []
  return label.length <= most ? label.length : Math.min(indent.length, most)
}
