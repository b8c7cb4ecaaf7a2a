import type { Alignment, Block, Inline } from '../../corpus/blocks.ts'
import type { Page } from './page.ts'
import { type LinkTarget, type Span, type SpanContext, toSpans } from './spans.ts'
import { type DrawnLine, measureSpans, wrapSpans } from './wrap.ts'

type Table = Block & { type: 'table' }

interface Column {
  readonly natural: number
  readonly widest: number
  readonly align: Alignment
}

/** Narrower than this, a column of prose is a ladder of single words: the stacked form reads better. */
const NARROWEST = 9
const SEPARATOR = 3

/** A table fitted to the page: cells wrap, and on a narrow page each row becomes a list of its cells. */
export function drawTable(page: Page, table: Table, context: SpanContext): void {
  const header = table.header.map((cell) => toSpans(cell, context, context.theme.paint.strong))
  const rows = table.rows.map((row) => header.map((_, index) => toSpans(row[index] ?? [], context)))
  const columns = header.map((_, index) => measureColumn(index, header, rows, table.align[index] ?? 'left'))
  const widths = fitColumns(columns, page.width - SEPARATOR * (columns.length - 1))
  if (widths === undefined || context.theme.plain) drawStacked(page, table, context)
  else drawGrid(page, header, rows, columns, widths, context)
}

function measureColumn(index: number, header: Span[][], rows: Span[][][], align: Alignment): Column {
  const sizes = [header, ...rows].map((row) => measureSpans(row[index] ?? []))
  const natural = Math.max(1, ...sizes.map((size) => size.natural))
  return { natural, widest: Math.max(1, ...sizes.map((size) => size.widest)), align }
}

/**
 * Widths that add up to at most `room`: narrow columns get what they want, the others share what
 * is left. Undefined when words would have to be cut or columns get too narrow to read.
 */
export function fitColumns(columns: readonly Omit<Column, 'align'>[], room: number): number[] | undefined {
  const least = columns.map(({ natural, widest }) => Math.min(natural, Math.max(widest, NARROWEST)))
  const widths = [...least]
  let left = room - least.reduce((sum, width) => sum + width, 0)
  if (left < 0) return undefined
  while (left > 0) {
    const open = columns.map(({ natural }, index) => natural - (widths[index] ?? 0))
    const wanting = open.filter((more) => more > 0)
    if (wanting.length === 0) break
    const step = Math.max(1, Math.min(Math.floor(left / wanting.length), Math.min(...wanting)))
    for (const [index, more] of open.entries()) {
      if (more <= 0 || left < step) continue
      widths[index] = (widths[index] ?? 0) + step
      left -= step
    }
  }
  return widths
}

function drawGrid(
  page: Page,
  header: Span[][],
  rows: Span[][][],
  columns: readonly Column[],
  widths: readonly number[],
  context: SpanContext,
): void {
  const { glyphs, paint } = context.theme
  const rule = (line: string, cross: string) =>
    paint.muted(widths.map((width) => line.repeat(width)).join(`${line}${cross}${line}`))
  const cells = (row: Span[][]) =>
    row.map((cell, index) => wrapSpans(cell, widths[index] ?? 1, context.theme.hyperlinks))
  const drawn = rows.map(cells)
  const ruled = drawn.some((row) => row.some((cell) => cell.length > 1))
  drawRow(page, cells(header), columns, widths, context)
  page.line(rule(glyphs.doubleLine, glyphs.headCross))
  for (const [index, row] of drawn.entries()) {
    if (ruled && index > 0) page.line(rule(glyphs.line, glyphs.cross))
    drawRow(page, row, columns, widths, context)
  }
}

function drawRow(
  page: Page,
  cells: readonly DrawnLine[][],
  columns: readonly Column[],
  widths: readonly number[],
  { theme }: SpanContext,
): void {
  const separator = ` ${theme.paint.muted(theme.glyphs.column)} `
  const height = Math.max(1, ...cells.map((cell) => cell.length))
  for (let index = 0; index < height; index++) {
    const links: LinkTarget[] = []
    const parts = cells.map((cell, column) => {
      const line = cell[index]
      links.push(...(line?.links ?? []))
      return pad(line, widths[column] ?? 0, columns[column]?.align ?? 'left')
    })
    page.line(parts.join(separator).trimEnd(), links)
  }
}

function pad(line: DrawnLine | undefined, width: number, align: Alignment): string {
  const free = Math.max(0, width - (line?.width ?? 0))
  const before = align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0
  return ' '.repeat(before) + (line?.text ?? '') + ' '.repeat(free - before)
}

/** Each row as `Heading: cell` lines, for pages too narrow for columns. */
function drawStacked(page: Page, table: Table, context: SpanContext): void {
  const { theme } = context
  const colon = { text: ':', paint: theme.paint.strong }
  const label = (heading: readonly Inline[]) => [...toSpans(heading, context, theme.paint.strong), colon]
  for (const [index, row] of table.rows.entries()) {
    if (index > 0 && theme.plain) page.gap()
    else if (index > 0) page.line(theme.paint.muted(theme.glyphs.line.repeat(Math.min(page.width, 20))))
    for (const [column, heading] of table.header.entries()) {
      const cell = toSpans(row[column] ?? [], context)
      if (cell.length === 0) continue
      const spans =
        heading.length === 0 ? cell : [...label(heading), { text: ' ', paint: colon.paint }, ...cell]
      page.within({ first: '', rest: '  ', width: 2 }, () =>
        page.drawn(wrapSpans(spans, page.width, theme.hyperlinks)),
      )
    }
  }
}
