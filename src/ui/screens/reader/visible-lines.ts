import { CURRENT_HIT, HIT } from '../../theme.ts'
import { highlight } from './highlight.ts'
import type { Piece } from './search.ts'
import { type ReaderState, type Search, windowOf } from './state.ts'

interface Look {
  /** False marks matches in the gutter alone. */
  readonly colored: boolean
}

/**
 * The lines on the screen, with a gutter of two columns: `>` marks the line that was jumped to and
 * `*` a line with a match, so that both can be seen without colour.
 */
export function visibleLines(state: ReaderState, { colored }: Look): string[] {
  const { top, height } = windowOf(state)
  const pieces = state.search === undefined ? [] : piecesBetween(state.search, top, top + height)
  return state.document.lines.slice(top, top + height).map((line, row) => {
    const here = pieces.filter(({ piece }) => piece.line === top + row)
    const text = colored ? here.reduceRight(highlightPiece, line) : line
    return `${gutter(state, top + row, here.length > 0)} ${text}`
  })
}

function gutter({ focus }: ReaderState, line: number, hasHit: boolean): string {
  if (line === focus) return '>'
  return hasHit ? '*' : ' '
}

interface ShownPiece {
  readonly piece: Piece
  readonly isCurrent: boolean
}

function piecesBetween({ hits, current }: Search, from: number, to: number): ShownPiece[] {
  const shown: ShownPiece[] = []
  for (const [index, hit] of hits.entries()) {
    for (const piece of hit) {
      if (piece.line >= from && piece.line < to) shown.push({ piece, isCurrent: index === current })
    }
  }
  return shown
}

function highlightPiece(line: string, { piece, isCurrent }: ShownPiece): string {
  return highlight(line, [piece], isCurrent ? CURRENT_HIT : HIT)
}
