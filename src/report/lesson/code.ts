import { columns } from './columns.ts'
import { type CodeSpan, highlight } from './highlight.ts'
import type { Page } from './page.ts'
import { asIs, type LessonTheme, type Paint } from './theme.ts'

/** Code beside a bar, with its language above. A line that is too long goes on after a mark. */
export function drawCode(page: Page, language: string, code: string, theme: LessonTheme): void {
  const { glyphs, paint, spell, plain } = theme
  if (plain) {
    for (const line of spell(code.replaceAll('\t', '    ')).split('\n')) page.line(line)
    return
  }
  page.line(paint.muted(language === '' ? glyphs.codeTop : `${glyphs.codeTop} ${language}`))
  const side = `${paint.muted(glyphs.codeSide)} `
  page.within({ first: side, rest: side, width: 2 }, () => {
    const text = spell(code.replaceAll('\t', '    '))
    for (const spans of highlight(text, language, theme)) {
      for (const line of foldLine(spans, page.width, theme)) page.line(line)
    }
  })
  page.line(paint.muted(glyphs.codeEnd))
}

const segmenter = new Intl.Segmenter()

interface Cell {
  readonly text: string
  readonly width: number
  readonly paint: Paint
}

/** Cuts a long line after a space if one is near, and indents what follows as far as the line itself. */
function foldLine(spans: readonly CodeSpan[], width: number, theme: LessonTheme): string[] {
  const total = spans.reduce((sum, { text }) => sum + columns(text), 0)
  if (total <= width)
    return [
      spans
        .map(({ text, paint }) => paint(text))
        .join('')
        .trimEnd(),
    ]
  let cells = spans.flatMap(({ text, paint }) =>
    [...segmenter.segment(text)].map(({ segment }) => ({
      text: segment,
      width: columns(segment),
      paint,
    })),
  )
  const indent = Math.min(
    cells.findIndex(({ text }) => text !== ' '),
    Math.floor(width / 3),
  )
  const mark = `${' '.repeat(Math.max(0, indent))}${theme.paint.muted(theme.glyphs.continued)} `
  const lines: string[] = []
  for (let room = width; cells.length > 0; room = width - Math.max(0, indent) - 2) {
    const count = cut(cells, room)
    lines.push((lines.length > 0 ? mark : '') + drawCells(cells.slice(0, count)).trimEnd())
    cells = cells.slice(count)
  }
  return lines
}

/** How many cells go on this line. */
function cut(cells: readonly Cell[], room: number): number {
  let used = 0
  let count = 0
  let afterSpace = 0
  for (const { text, width } of cells) {
    if (used + width > room) return afterSpace > count * 0.6 ? afterSpace : Math.max(1, count)
    used += width
    count++
    if (text === ' ') afterSpace = count
  }
  return count
}

function drawCells(cells: readonly Cell[]): string {
  let drawn = ''
  for (let index = 0; index < cells.length; ) {
    const paint = cells[index]?.paint ?? asIs
    let text = ''
    for (; cells[index]?.paint === paint; index++) text += cells[index]?.text
    drawn += paint(text)
  }
  return drawn
}
