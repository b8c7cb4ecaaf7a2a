import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/** What goes on below a long label stands so much further right. */
const STEP = 4

/**
 * Lines no wider than `width`, folded between words. What is folded goes on below its own text: after
 * the indentation, the time, or the name that two spaces set off.
 */
export function foldLines(lines: readonly string[], width: number): string[] {
  return lines.flatMap((text) => text.split('\n')).flatMap((line) => foldLine(line, width))
}

function foldLine(line: string, width: number): string[] {
  if (stringWidth(line) <= width) return [line]
  const [indent = ''] = /^ */.exec(line) ?? []
  const label = labelOf(line)
  // A label as long as this leaves no room beside it.
  const long = label > width / 2
  const [kept, hanging] = long ? [indent.length, indent.length + STEP] : [label, label]
  const [first = '', ...rest] = wrapAnsi(line.slice(kept), width - hanging, { hard: true }).split('\n')
  return [line.slice(0, kept) + first, ...rest.map((text) => ' '.repeat(hanging) + text)]
}

/** Coloured text begins with a sequence that has no width: it is folded as it is. */
function labelOf(line: string): number {
  if (line.includes('\u001B')) return 0
  const [label = ''] = /^ *(?:\S+(?: \S+)* {2,})?/.exec(line) ?? []
  return label.length
}
