export interface Range {
  readonly start: number
  readonly end: number
}

/** Colours and styles (`ESC [ ... m`), and links (`ESC ] 8 ; ... BEL` or `ESC \`). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these sequences begin with a control character
const SEQUENCE = /\u001B(?:\[[0-9;:]*m|\]8;[^\u0007\u001B]*(?:\u0007|\u001B\\))/g

/**
 * Puts `on` and `off` round the given ranges of the line's plain text, between the escape
 * sequences that are there already. Ranges are in order and do not overlap.
 */
export function highlight(
  line: string,
  ranges: readonly Range[],
  { on, off }: { readonly on: string; readonly off: string },
): string {
  const marks = ranges.flatMap(({ start, end }) => [
    { at: start, put: on },
    { at: end, put: off },
  ])
  let drawn = ''
  let plain = 0
  const copy = (text: string) => {
    let rest = text
    while (marks[0] !== undefined && marks[0].at <= plain + rest.length) {
      const mark = marks.shift()
      if (mark === undefined) break
      const length = mark.at - plain
      drawn += rest.slice(0, length) + mark.put
      rest = rest.slice(length)
      plain += length
    }
    drawn += rest
    plain += rest.length
  }
  let last = 0
  for (const sequence of line.matchAll(SEQUENCE)) {
    copy(line.slice(last, sequence.index))
    drawn += sequence[0]
    last = sequence.index + sequence[0].length
  }
  copy(line.slice(last))
  return drawn
}
