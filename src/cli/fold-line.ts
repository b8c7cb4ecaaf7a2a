import wrapAnsi from 'wrap-ansi'

/** Of an item of a list: its number stands out before what is said of it. */
const NUMBER_COLUMNS = 3

/** A line of plain text in lines of at most `width` columns; what goes on stands under its beginning. */
export function foldLine(line: string, width: number): string {
  const lead = line.length - line.trimStart().length
  const indent = lead === 0 ? 0 : lead + NUMBER_COLUMNS
  const [first = '', ...more] = wrapAnsi(line.trim(), width - indent).split('\n')
  return [`${' '.repeat(lead)}${first}`, ...more.map((one) => `${' '.repeat(indent)}${one}`)].join('\n')
}
