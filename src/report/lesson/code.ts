import stringWidth from 'string-width'
import { type CodeSpan, highlight } from './highlight.ts'
import type { Page } from './page.ts'
import type { LessonTheme } from './theme.ts'

/** Code beside a bar, with its language above. A line that is too long goes on after a mark. */
export function drawCode(page: Page, language: string, code: string, theme: LessonTheme): void {
  const { glyphs, paint, spell } = theme
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

function foldLine(spans: readonly CodeSpan[], width: number, theme: LessonTheme): string[] {
  const total = spans.reduce((sum, { text }) => sum + stringWidth(text), 0)
  if (total <= width)
    return [
      spans
        .map(({ text, paint }) => paint(text))
        .join('')
        .trimEnd(),
    ]
  const lines = ['']
  let used = 0
  for (const { text, paint } of spans) {
    for (const { segment } of segmenter.segment(text)) {
      const columns = stringWidth(segment)
      if (used + columns > width) {
        lines.push(`${theme.paint.muted(theme.glyphs.continued)} `)
        used = 2
      }
      lines[lines.length - 1] += paint(segment)
      used += columns
    }
  }
  return lines
}
