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
  const text = lines.join('\n')
  const starts = lineStarts(lines)
  return [...text.matchAll(pattern)].map((match) =>
    piecesOf(lines, starts, match.index, match.index + match[0].length),
  )
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

function piecesOf(lines: readonly string[], starts: readonly number[], from: number, to: number): Hit {
  const first = starts.findLastIndex((start) => start <= from)
  const last = starts.findLastIndex((start) => start < to)
  const piece = (line: number): Piece => {
    const start = starts[line] ?? 0
    return {
      line,
      start: Math.max(0, from - start),
      end: Math.min(lines[line]?.length ?? 0, to - start),
    }
  }
  const rest = Array.from({ length: last - first }, (_, index) => piece(first + 1 + index))
  return [piece(first), ...rest.map((later) => ({ ...later, start: indentOf(lines[later.line], later) }))]
}

/** The border and indentation of a continued line are no part of the match. */
function indentOf(line: string | undefined, { start, end }: Piece): number {
  const border = /^[\s│┃▌|]*/u.exec(line ?? '')?.[0].length ?? 0
  return Math.min(Math.max(start, border), end)
}

/** The index of the first hit at or after `line`; round to the first one when there is none. */
export function hitFrom(hits: readonly Hit[], line: number): number {
  const found = hits.findIndex(([piece]) => piece.line >= line)
  return found === -1 ? 0 : found
}
