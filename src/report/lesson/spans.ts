import type { Inline } from '../../corpus/blocks.ts'
import type { LessonTheme, Paint, Role } from './theme.ts'
import { asIs } from './theme.ts'

/** Where a stretch of text leads. One object a link, so that its pieces can be told from another's. */
export interface LinkTarget {
  readonly href: string
  readonly text: string
}

/** Text in one style. A line break is `\n` in a span of its own. */
export interface Span {
  readonly text: string
  readonly paint: Paint
  readonly link?: LinkTarget
}

/** Finds the address of a source that is cited; undefined when there is no list of sources. */
type SourceUrl = (id: string) => string | undefined

export interface SpanContext {
  readonly theme: LessonTheme
  readonly sourceUrl: SourceUrl
}

/** Inline Markdown as styled text, with the signs that stand in for styles when there is no colour. */
export function toSpans(inlines: readonly Inline[], context: SpanContext, base: Paint = asIs): Span[] {
  return inlines.flatMap((inline, index) => {
    const cited = inline.type === 'text' && inlines[index + 1]?.type === 'cite'
    return spansOf(cited ? { ...inline, text: inline.text.replace(/ $/, NO_BREAK) } : inline, context, base)
  })
}

/** Keeps a number with its unit, and a citation with its word. It is drawn as a plain space. */
const NO_BREAK = '\u00a0'
const UNIT = /(\d) (?=(?:%|[µum]?s|min|h|[KMGT]i?B)(?![\p{L}\p{N}]))/gu

function glueUnits(text: string): string {
  return text.replace(UNIT, `$1${NO_BREAK}`)
}

function spansOf(inline: Inline, context: SpanContext, base: Paint): Span[] {
  const { theme } = context
  switch (inline.type) {
    case 'text':
      return [{ text: theme.spell(glueUnits(inline.text)), paint: base }]
    case 'code':
      return [{ text: marked(theme.spell(inline.text), '`', theme), paint: over(base, 'code', theme) }]
    case 'strong':
      return around('*', inline.children, context, over(base, 'strong', theme))
    case 'emphasis':
      return around('_', inline.children, context, over(base, 'emphasis', theme))
    case 'link':
      return linkSpans(inline.href, inline.children, context, base)
    case 'cite':
      return [citation(inline, context, base)]
    case 'break':
      return [{ text: '\n', paint: base }]
  }
}

function over(base: Paint, role: Role, theme: LessonTheme): Paint {
  const paint = theme.paint[role]
  if (base === asIs || paint === asIs) return paint === asIs ? base : paint
  return (text) => base(paint(text))
}

function marked(text: string, sign: string, theme: LessonTheme): string {
  return theme.colored ? text : `${sign}${text}${sign}`
}

function around(sign: string, children: readonly Inline[], context: SpanContext, paint: Paint): Span[] {
  const spans = toSpans(children, context, paint)
  if (context.theme.colored) return spans
  const mark = { text: sign, paint }
  return [mark, ...spans, mark]
}

function linkSpans(href: string, children: readonly Inline[], context: SpanContext, base: Paint): Span[] {
  const { theme } = context
  const spans = toSpans(children, context, over(base, 'link', theme))
  const text = spans.map((span) => span.text).join('')
  const link = { href, text }
  const shown = spans.map((span) => ({ ...span, link }))
  if (!isExternal(href) || theme.hyperlinks || text === href) return shown
  return [...shown, { text: ` (${href})`, paint: over(base, 'muted', theme), link }]
}

function isExternal(href: string): boolean {
  return /^(https?|mailto):/.test(href)
}

function citation(cite: Inline & { type: 'cite' }, context: SpanContext, base: Paint): Span {
  const text = `[${cite.number}]`
  const href = context.sourceUrl(cite.id) ?? `#source-${cite.id}`
  return { text, paint: over(base, 'cite', context.theme), link: { href, text } }
}
