import type { Block, CalloutKind, Inline, ListItem } from '../../corpus/blocks.ts'
import { studyWords } from '../../messages/study/index.ts'
import { drawCode } from './code.ts'
import { columns } from './columns.ts'
import type { Page } from './page.ts'
import { type SpanContext, toSpans } from './spans.ts'
import { drawTable } from './table.ts'
import type { Paint } from './theme.ts'
import { wrapSpans } from './wrap.ts'

/** Draws blocks one under the other, with an empty line between them unless they are packed tight. */
export function drawBlocks(page: Page, blocks: readonly Block[], context: SpanContext, tight = false): void {
  for (const [index, block] of blocks.entries()) {
    if (index > 0 && !(tight && (block.type === 'list' || block.type === 'paragraph'))) page.gap()
    drawBlock(page, block, context)
  }
}

function drawBlock(page: Page, block: Block, context: SpanContext): void {
  const { theme } = context
  switch (block.type) {
    case 'heading':
      drawHeading(page, block, context)
      break
    case 'paragraph':
      drawText(page, block.children, context)
      break
    case 'code':
      drawCode(page, block.language, block.text, theme)
      break
    case 'diagram':
      drawDiagram(page, block, context)
      break
    case 'list':
      drawList(page, block, context)
      break
    case 'table':
      drawTable(page, block, context)
      break
    case 'callout':
      drawCallout(page, block.kind, block.children, context)
      break
    case 'quote': {
      const bar = `${theme.paint.muted(theme.glyphs.quote)} `
      beside(page, bar, context, () => drawBlocks(page, block.children, context))
      break
    }
    case 'rule':
      if (theme.plain) break
      page.line(theme.paint.muted(theme.glyphs.line.repeat(Math.min(page.width, 24))))
  }
}

function drawText(page: Page, inlines: readonly Inline[], context: SpanContext, paint?: Paint): void {
  page.drawn(wrapSpans(toSpans(inlines, context, paint), page.width, context.theme.hyperlinks))
}

function drawHeading(page: Page, heading: Block & { type: 'heading' }, context: SpanContext): void {
  const { paint, glyphs, hyperlinks, plain } = context.theme
  const { level, id } = heading
  const role = level === 1 ? paint.title : level === 2 ? paint.part : paint.section
  if (level <= 2) page.gap()
  const mark = level > 2 && !plain ? [{ text: `${glyphs.line.repeat(level - 1)} `, paint: paint.muted }] : []
  const spans = toSpans(heading.children, context, role)
  const lines = wrapSpans([...mark, ...spans], page.width, hyperlinks)
  page.heading({ level, id, text: spans.map(({ text }) => text).join('') })
  page.drawn(lines)
  const width = Math.max(...lines.map((line) => line.width), 1)
  if (level <= 2 && !plain) page.line(role((level === 1 ? glyphs.doubleLine : glyphs.line).repeat(width)))
}

function drawList(page: Page, list: Block & { type: 'list' }, context: SpanContext, depth = 0): void {
  const last = list.start + list.items.length - 1
  const markWidth = list.ordered ? String(last).length + 1 : 1
  for (const [index, item] of list.items.entries()) {
    if (index > 0 && !list.tight) page.gap()
    const bullet = context.theme.glyphs.bullets[depth % 2 === 0 ? 0 : 1]
    const mark = list.ordered ? `${list.start + index}.`.padStart(markWidth) : bullet
    const first = `${mark} ${taskBox(item)}`
    const width = columns(first)
    page.within({ first, rest: ' '.repeat(width), width }, () =>
      drawItem(page, item, list.tight, context, depth),
    )
  }
}

function taskBox({ checked }: ListItem): string {
  return checked === undefined ? '' : checked ? '[x] ' : '[ ] '
}

function drawItem(page: Page, item: ListItem, tight: boolean, context: SpanContext, depth: number): void {
  if (item.children.length === 0) page.line('')
  for (const [index, block] of item.children.entries()) {
    if (index > 0 && !(tight && block.type === 'list')) page.gap()
    if (block.type === 'list') drawList(page, block, context, depth + 1)
    else drawBlock(page, block, context)
  }
}

function drawCallout(page: Page, kind: CalloutKind, children: readonly Block[], context: SpanContext): void {
  const { paint, glyphs } = context.theme
  const bar = `${paint[kind](glyphs.bar)} `
  beside(page, bar, context, () => {
    page.line(paint[kind](studyWords().lesson.callouts[kind]))
    drawBlocks(page, children, context)
  })
}

/** With a bar before each line, where something may be drawn. */
function beside(page: Page, bar: string, { theme }: SpanContext, draw: () => void): void {
  if (theme.plain) draw()
  else page.within({ first: bar, rest: bar, width: 2 }, draw)
}

/** A diagram is shown whole or not at all; its description in words stands below it either way. */
function drawDiagram(page: Page, diagram: Block & { type: 'diagram' }, context: SpanContext): void {
  const { paint, spell, spellBoxes, hyperlinks, plain } = context.theme
  const { tooWide } = studyWords().lesson
  const lines = spellBoxes(diagram.text).split('\n')
  const width = Math.max(...lines.map((line) => columns(line)))
  const words = (text: string) =>
    page.drawn(wrapSpans([{ text: spell(text), paint: paint.muted }], page.width, hyperlinks))
  if (plain) {
    words(diagram.alt)
    return
  }
  if (width <= page.width) for (const line of lines) page.line(line)
  else words(tooWide({ width, page: page.width }))
  page.gap()
  words(diagram.alt)
}
