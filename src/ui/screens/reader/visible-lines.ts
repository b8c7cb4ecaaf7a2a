import { CURRENT_HIT, HIT } from '../../theme.ts'
import { plainText } from './document.ts'
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
    const text = colored ? [...here, ...linkPieces(state, top + row)].reduceRight(highlightPiece, line) : line
    return `${gutter(state, top + row, here.length > 0)} ${text}`
  })
}

/** The text of the marked link, as far as it is on its first line. */
function linkPieces({ link, document }: ReaderState, line: number): ShownPiece[] {
  const marked = link === undefined ? undefined : document.links[link]
  if (marked?.line !== line) return []
  const plain = plainText(document.lines)[line] ?? ''
  const before = document.links.filter((other, index) => other.line === line && index < (link ?? 0))
  const from = before.reduce((at, { text }) => plain.indexOf(text, at) + text.length, 0)
  const [first = ''] = marked.text.split(' ')
  const start = plain.indexOf(plain.includes(marked.text, from) ? marked.text : first, from)
  if (start < 0) return []
  const whole = plain.startsWith(marked.text, start)
  const end = whole ? start + marked.text.length : plain.length
  return [{ piece: { line, start, end }, isCurrent: true }]
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
