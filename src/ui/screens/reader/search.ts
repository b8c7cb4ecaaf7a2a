/** Where a match lies: a piece of one line, in UTF-16 units of its plain text. */
export interface Piece {
  readonly line: number
  readonly start: number
  readonly end: number
}

/** A match; it has several pieces when it runs over the end of a line. */
export type Hit = readonly [Piece, ...Piece[]]

/**
 * All matches of `query` in reading order. Capitals count only if the query has one; a space
 * matches any gap, also the end of a line with what borders the next one, so that a phrase is
 * found wherever it was wrapped.
 */
export function findAll(lines: readonly string[], query: string): Hit[] {
  const words = query.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const flags = /\p{Lu}/u.test(query) ? 'gu' : 'giu'
  const pattern = new RegExp(words.map(escapePattern).join('[\\s│┃▌|]+'), flags)
  const starts = lineStarts(lines)
  const text = lines.join('\n')
  const hits: Hit[] = []
  let line = 0
  for (const { 0: found, index } of text.matchAll(pattern)) {
    while ((starts[line + 1] ?? Infinity) <= index) line += 1
    hits.push(piecesOf(lines, starts, line, { from: index, to: index + found.length }))
  }
  return hits
}

function escapePattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function lineStarts(lines: readonly string[]): number[] {
  const starts: number[] = []
  let next = 0
  for (const line of lines) {
    starts.push(next)
    next += line.length + 1
  }
  return starts
}

/** Cuts a match that begins in the line `first` at the ends of the lines it runs over. */
function piecesOf(
  lines: readonly string[],
  starts: readonly number[],
  first: number,
  { from, to }: { readonly from: number; readonly to: number },
): Hit {
  const piece = (line: number): Piece => {
    const start = starts[line] ?? 0
    return { line, start: Math.max(0, from - start), end: Math.min(lines[line]?.length ?? 0, to - start) }
  }
  const rest: Piece[] = []
  for (let line = first + 1; (starts[line] ?? Infinity) < to; line += 1) {
    const { end } = piece(line)
    rest.push({ line, start: borderOf(lines[line], end), end })
  }
  return [piece(first), ...rest]
}

/** The border and indentation of a continued line are no part of the match. */
function borderOf(line: string | undefined, end: number): number {
  return Math.min(/^[\s│┃▌|]*/u.exec(line ?? '')?.[0].length ?? 0, end)
}

/** The index of the first hit at or after `line`; round to the first one when there is none. */
export function hitFrom(hits: readonly Hit[], line: number): number {
  const found = hits.findIndex(([piece]) => piece.line >= line)
  return found === -1 ? 0 : found
}
