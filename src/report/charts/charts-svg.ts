import { formatQuantity } from '../../lib/quantity.ts'
import type { RunResult, Scenario, Series } from '../../simulation/kernel/scenario.ts'
import { escapeXml } from '../escape-xml.ts'
import { type ChartPanels, chartPanels, panelTitle } from './chart-panels.ts'

export interface ChartsSvgOptions {
  /** Above the charts, and their name for who cannot see them. */
  readonly title: string
  /** Sentences below the title, a line each. */
  readonly told: readonly string[]
}

const WIDTH = 1040
const MARGIN = 16
const GAP = 20
/** Left of a plot, for the numbers of its axis. */
const AXIS = 62
const LINE = 18
const PLOT = 110
const HEADING = 26
/** Above a plot for its title and the names of its spans, below it for the time. */
const ABOVE = 38
const BELOW = 34
const FONT = "system-ui,-apple-system,'Segoe UI','DejaVu Sans',Arial,sans-serif"
const NO_SERIES = 'No numbers over time: the model asks for no series.'
/** A character of the font is about so wide. */
const CHARACTER = 6.4

/** One style for light and dark pages. Nothing is said by colour alone. */
const STYLE = `
.ink{fill:#1f2328}.faint{fill:#59636e}.rule{stroke:#d1d9e0;stroke-width:1}.axis{stroke:#59636e;stroke-width:1}
.area{fill:#2f6fb3;fill-opacity:.22}.line{fill:none;stroke:#2f6fb3;stroke-width:1.5;stroke-linejoin:round}
.span{fill:#8a5a00;fill-opacity:.13}.mark{fill:#8a5a00}.edge{stroke:#8a5a00;stroke-width:1;stroke-dasharray:3 3}
@media (prefers-color-scheme:dark){.ink{fill:#e6edf3}.faint{fill:#9198a1}.rule{stroke:#3d444d}.axis{stroke:#9198a1}
.area{fill:#7cb7ff}.line{stroke:#7cb7ff}.span{fill:#e3b341}.mark{fill:#e3b341}.edge{stroke:#e3b341}}`

/** The series of a run as charts, the variants side by side on one scale. The same run gives the same bytes. */
export function chartsSvg(
  scenario: Pick<Scenario, 'variants'>,
  result: Pick<RunResult, 'series' | 'spans'>,
  { title, told }: ChartsSvgOptions,
): string {
  const lines = told.flatMap((sentence) => folded(sentence, (WIDTH - 2 * MARGIN) / CHARACTER))
  const top = 34 + lines.length * LINE + (lines.length > 0 ? 12 : 0)
  const body = placed(chartPanels(scenario, result), top).map((place) => placedSvg(place, result.spans))
  const none = body.length > 0 ? [] : [text('faint', MARGIN, top + 16, NO_SERIES)]
  const height = body.reduce((most, { endY }) => Math.max(most, endY), top + none.length * LINE) + MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="${FONT}" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<text class="ink" x="${MARGIN}" y="24" font-size="16" font-weight="600">${escapeXml(title)}</text>`,
    ...lines.map((line, nth) => text('faint', MARGIN, 46 + nth * LINE, line)),
    ...none,
    ...body.map(({ svg }) => svg),
    '</svg>',
    '',
  ].join('\n')
}

interface Place {
  readonly group: ChartPanels
  readonly y: number
  readonly perRow: number
}

/** One group of panels below the other. */
function placed(groups: readonly ChartPanels[], top: number): Place[] {
  let y = top
  return groups.map((group) => {
    const perRow = columns(group.panels.length)
    const place = { group, y, perRow }
    y += heading(group) + Math.ceil(group.panels.length / perRow) * (ABOVE + PLOT + BELOW)
    return place
  })
}

/** Rows of about the same length, none of more than three. */
function columns(panels: number): number {
  return Math.ceil(panels / Math.ceil(panels / 3))
}

function heading({ panels }: ChartPanels): number {
  return panels.length > 2 ? HEADING : 0
}

function placedSvg({ group, y, perRow }: Place, spans: RunResult['spans']) {
  const width = (WIDTH - 2 * MARGIN - GAP * (perRow - 1)) / perRow
  const head = heading(group)
  const parts = group.panels.map(({ variant, series }, nth) => {
    const box = {
      x: tenth(MARGIN + (nth % perRow) * (width + GAP)),
      y: y + head + Math.floor(nth / perRow) * (ABOVE + PLOT + BELOW),
      width: tenth(width),
    }
    return panel(series, { title: panelTitle(group, variant), max: group.max, box, spans })
  })
  const rows = Math.ceil(group.panels.length / perRow)
  const name =
    head === 0
      ? []
      : [
          `<text class="ink" x="${MARGIN}" y="${y + 16}" font-size="14" font-weight="600">${escapeXml(group.title)}</text>`,
        ]
  return { svg: [...name, ...parts].join('\n'), endY: y + head + rows * (ABOVE + PLOT + BELOW) }
}

interface PanelOptions {
  readonly title: string
  readonly max: number
  readonly spans: RunResult['spans']
  readonly box: { readonly x: number; readonly y: number; readonly width: number }
}

/** `data-` attributes say where the plot is, for the page that reads a value under a pointer. */
function panel(series: Series, { title, max, spans, box }: PanelOptions): string {
  const { values, bucketUs, unit } = series
  const endUs = Math.max(1, values.length * bucketUs)
  const [left, top, width] = [box.x + AXIS, box.y + ABOVE, box.width - AXIS]
  const x = (atUs: number) => tenth(left + (Math.min(atUs, endUs) / endUs) * width)
  const y = (value: number) => tenth(top + PLOT - Math.min(1, Math.max(0, value / max)) * PLOT)
  return [
    `<g class="panel" data-left="${left}" data-top="${top}" data-width="${tenth(width)}" data-height="${PLOT}">`,
    `<text class="ink" x="${left}" y="${box.y + 14}" font-weight="600">${escapeXml(title)}</text>`,
    ...spans.filter(({ fromUs }) => fromUs < endUs).map((span) => spanMark(span, { x, top, endUs })),
    ...[0, max / 2, max].map(
      (value) =>
        `<line class="rule" x1="${left}" y1="${y(value)}" x2="${tenth(left + width)}" y2="${y(value)}"/>${text('faint', left - 6, y(value) + 4, label(value, unit), 'end')}`,
    ),
    ...shapes(values, (nth) => x(nth * bucketUs), y),
    ...ticks(endUs).map(
      (atUs) =>
        `<line class="axis" x1="${x(atUs)}" y1="${top + PLOT}" x2="${x(atUs)}" y2="${top + PLOT + 4}"/>${text('faint', x(atUs), top + PLOT + 17, `${Number((atUs / 1e6).toPrecision(6))} s`, atUs === endUs ? 'end' : 'middle')}`,
    ),
    '</g>',
  ].join('\n')
}

function label(value: number, unit: Series['unit']): string {
  return value === 0 && unit !== 'ratio' ? '0' : formatQuantity(value, unit)
}

function spanMark(
  { fromUs, toUs, text: words }: RunResult['spans'][number],
  { x, top, endUs }: { x(atUs: number): number; top: number; endUs: number },
): string {
  const [from, to] = [x(fromUs), x(Math.min(toUs, endUs))]
  const edges = [from, to].map(
    (at) => `<line class="edge" x1="${at}" y1="${top}" x2="${at}" y2="${top + PLOT}"/>`,
  )
  const name = `<text class="mark" x="${from}" y="${top - 5}" font-size="11">${escapeXml(words)}</text>`
  return `<rect class="span" x="${from}" y="${top}" width="${tenth(to - from)}" height="${PLOT}"/>${edges.join('')}${name}`
}

/** Each value is a step as long as the time it stands for; a time without a value is a gap. */
function shapes(
  values: readonly number[],
  x: (nth: number) => number,
  y: (value: number) => number,
): string[] {
  const runs: string[][] = []
  values.forEach((value, nth) => {
    if (Number.isNaN(value)) return
    const step = `${x(nth)} ${y(value)}H${x(nth + 1)}`
    if (nth === 0 || Number.isNaN(values[nth - 1])) runs.push([step])
    else runs.at(-1)?.push(`V${y(value)}H${x(nth + 1)}`)
  })
  return runs.map((steps) => {
    const line = steps.join('')
    const start = line.slice(0, line.indexOf(' '))
    return `<path class="area" d="M${start} ${y(0)}V${line.slice(start.length + 1)}V${y(0)}Z"/><path class="line" d="M${line}"/>`
  })
}

/** Five or so round times. */
function ticks(endUs: number): number[] {
  let stepUs = 1
  for (let nth = 0; endUs / stepUs > 6; nth += 1)
    stepUs = ([1, 2, 5][nth % 3] as number) * 10 ** Math.floor(nth / 3)
  return Array.from({ length: Math.floor(endUs / stepUs) + 1 }, (_, nth) => nth * stepUs)
}

function text(kind: string, x: number, y: number, words: string, anchor = 'start'): string {
  return `<text class="${kind}" x="${tenth(x)}" y="${tenth(y)}" text-anchor="${anchor}">${escapeXml(words)}</text>`
}

/** Between words, after about so many characters. */
function folded(sentence: string, characters: number): string[] {
  const lines: string[] = []
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > characters) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
