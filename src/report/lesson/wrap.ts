import { columns } from './columns.ts'
import type { LinkTarget, Span } from './spans.ts'
import { asIs } from './theme.ts'
import { type Piece, toWords, type Word } from './words.ts'

export interface DrawnLine {
  /** With escape codes; every style that is opened is closed on the same line. */
  readonly text: string
  /** Columns it takes. */
  readonly width: number
  /** Links that start on this line. */
  readonly links: readonly LinkTarget[]
}

/**
 * Fills lines of at most `width` columns. A word wider than that is cut, never lost. We do not use
 * wrap-ansi because each line has to stand alone (the reader shows a window of them), has to know
 * its links, and a whole book has to be wrapped between two key presses.
 */
export function wrapSpans(spans: readonly Span[], width: number, hyperlinks = false): DrawnLine[] {
  const lines: Piece[][] = []
  let line: Piece[] = []
  let used = 0
  const endLine = () => {
    while (isSpace(line.at(-1))) line.pop()
    lines.push(line)
    line = []
    used = 0
  }
  for (const word of toWords(spans)) {
    const gap = word.spaceBefore && used > 0 ? 1 : 0
    if (line.length > 0 && (word.breakBefore || used + gap + word.width > width)) endLine()
    else if (gap > 0) line.push(spaceAfter(line.at(-1), word.pieces[0]))
    used += used > 0 ? gap : 0
    for (const piece of fitting(word, width)) {
      if (used > 0 && used + piece.width > width) endLine()
      if (used === 0 && isSpace(piece)) continue
      line.push(piece)
      used += piece.width
    }
  }
  if (line.length > 0) endLine()
  return drawLines(lines, hyperlinks)
}

/** The columns that the text takes on one line, and the widest of its words. */
export function measureSpans(spans: readonly Span[]): { natural: number; widest: number } {
  let natural = 0
  let current = 0
  let widest = 0
  for (const word of toWords(spans)) {
    current = word.breakBefore ? word.width : current + word.width + (word.spaceBefore && current > 0 ? 1 : 0)
    natural = Math.max(natural, current)
    widest = Math.max(widest, word.width)
  }
  return { natural, widest }
}

function isSpace(piece: Piece | undefined): boolean {
  return piece?.text === ' ' || piece?.text === '\u00a0'
}

const segmenter = new Intl.Segmenter()

function fitting(word: Word, width: number): readonly Piece[] {
  if (word.width <= width) return word.pieces
  return word.pieces.flatMap((piece) =>
    [...segmenter.segment(piece.text)].map(({ segment }) => ({
      ...piece,
      text: segment,
      width: columns(segment),
    })),
  )
}

function spaceAfter(before: Piece | undefined, after: Piece | undefined): Piece {
  const same = before !== undefined && before.paint === after?.paint && before.link === after.link
  return { text: ' ', width: 1, paint: same ? before.paint : asIs, link: same ? before.link : undefined }
}

function drawLines(lines: readonly Piece[][], hyperlinks: boolean): DrawnLine[] {
  const seen = new Set<LinkTarget>()
  return lines.map((line) => {
    const links: LinkTarget[] = []
    for (const { link } of line) {
      if (link === undefined || seen.has(link)) continue
      seen.add(link)
      links.push(link)
    }
    return { text: drawPieces(line, hyperlinks), width: line.reduce((sum, p) => sum + p.width, 0), links }
  })
}

/** Neighbours in the same style share one pair of escape codes. */
function drawPieces(line: readonly Piece[], hyperlinks: boolean): string {
  let drawn = ''
  let index = 0
  for (let first = line[0]; first !== undefined; first = line[index]) {
    let text = ''
    for (let piece = line[index]; piece && alike(piece, first); piece = line[++index]) text += piece.text
    const painted = first.paint(text.replaceAll('\u00a0', ' '))
    drawn += hyperlinks && first.link ? clickable(painted, first.link.href) : painted
  }
  return drawn
}

function alike(a: Piece, b: Piece): boolean {
  return a.paint === b.paint && a.link === b.link
}

function clickable(text: string, href: string): string {
  return href.startsWith('#') ? text : `\u001b]8;;${href}\u001b\\${text}\u001b]8;;\u001b\\`
}
