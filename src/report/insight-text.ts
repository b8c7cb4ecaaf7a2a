import type { Insight } from '../corpus/topic.ts'
import { Page } from './lesson/page.ts'
import { toSpans } from './lesson/spans.ts'
import { lessonTheme } from './lesson/theme.ts'
import { wrapSpans } from './lesson/wrap.ts'
import type { DrawOptions } from './lesson-text.ts'

/** Both sides of a card: what asks for the insight, and the insight. */
export function insightText({ prompt, text }: Insight, options: DrawOptions): string {
  const theme = lessonTheme(options)
  const page = new Page(options.width)
  const context = { theme, sourceUrl: () => undefined }
  page.drawn(wrapSpans(toSpans(prompt, context), page.width, theme.hyperlinks))
  page.gap()
  page.drawn(wrapSpans(toSpans(text, context), page.width, theme.hyperlinks))
  return page.lines.join('\n')
}
