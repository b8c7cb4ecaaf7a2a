import { escapeXml } from '../escape-xml.ts'
import { operationName } from '../history-timeline.ts'
import { type Bar, type Bars, barText, type HistoryPicture, layBars } from './bars.ts'

export interface HistorySvgOptions {
  /** Above the picture, and its name for who cannot see it. */
  readonly title: string
}

const MARGIN = 16
const ROW = 30
const BAR = 20
const HEAD = 58
const LETTER = 7.3
const WIDEST = 4000
/** Fewer stand in the order of calls and returns, which can be read. */
const FEW = 60
const FONT = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"

const STYLE = `
.ink{fill:#1f2328}.faint{fill:#59636e}.rule{stroke:#d1d9e0}.ok{fill:#cfe8d5;stroke:#1a7f37}.fail{fill:#ffd8d3;stroke:#b3261e;stroke-dasharray:2 2}
.info{fill:#fff1c9;stroke:#8a5a00;stroke-dasharray:5 3}.focus{stroke-width:3}.band{fill:#8a5a00;fill-opacity:.13}
@media (prefers-color-scheme:dark){.ink{fill:#e6edf3}.faint{fill:#9198a1}.rule{stroke:#3d444d}.ok{fill:#12381f;stroke:#56d364}.fail{fill:#4a1512;stroke:#ff8b82}
.info{fill:#3b2c06;stroke:#e3b341}.band{fill:#e3b341}}`

/** A history as a picture: a row for each process, a bar for each operation. The same history gives the same bytes. */
export function historySvg(picture: HistoryPicture, { title }: HistorySvgOptions): string {
  const bars = layBars(picture, picture.operations.length <= FEW ? 'order' : 'time')
  const names = bars.bars.map(({ operation }) => operationName(operation))
  const left = MARGIN + Math.max(...bars.rows.map((row) => row.length), 0) * LETTER + 12
  const room = roomFor(bars.bars, names)
  const words = legend(bars)
  const width = Math.ceil(Math.max(left + room, MARGIN + words.length * LETTER) + MARGIN)
  const height = HEAD + bars.rows.length * ROW + MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="${FONT}" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<text class="ink" x="${MARGIN}" y="24" font-size="15">${escapeXml(title)}</text>`,
    `<text class="faint" x="${MARGIN}" y="42">${words}</text>`,
    ...bands(bars, left, room),
    ...bars.rows.map((row, at) => rowOf(row, at, left, width)),
    ...bars.bars.map((bar, at) => barOf(bar, names[at] ?? '', left, room)),
    '</svg>',
    '',
  ].join('\n')
}

/** So wide that most names fit into their bars. */
function roomFor(bars: readonly Bar[], names: readonly string[]): number {
  const wanted = bars.map(
    ({ from, to }, at) => ((names[at] ?? '').length * LETTER + 14) / Math.max(0.0005, to - from),
  )
  const median = wanted.sort((a, b) => a - b)[Math.floor(wanted.length * 0.9)] ?? 0
  return Math.round(Math.min(WIDEST, Math.max(640, median)))
}

function legend({ spanS }: Bars): string {
  const time =
    spanS === undefined
      ? 'calls and returns in their order, from left to right'
      : `from ${spanS[0].toFixed(3)} s to ${spanS[1].toFixed(3)} s`
  return `${time}; solid edge: done, dotted: failed, dashed: nobody knows`
}

function bands({ bands, rows }: Bars, left: number, room: number): string[] {
  return bands.map(({ from, to, text }) => {
    const x = tenth(left + from * room)
    const box = `x="${x}" y="${HEAD - 8}" width="${tenth((to - from) * room)}" height="${rows.length * ROW + 8}"`
    return `<rect class="band" ${box}><title>${escapeXml(text)}</title></rect>`
  })
}

function rowOf(name: string, at: number, left: number, width: number): string {
  const y = HEAD + at * ROW
  return `<line class="rule" x1="${tenth(left)}" y1="${y + ROW / 2}" x2="${width - MARGIN}" y2="${y + ROW / 2}"/><text class="ink" x="${MARGIN}" y="${y + 19}">${escapeXml(name)}</text>`
}

function barOf(bar: Bar, name: string, left: number, room: number): string {
  const { from, to, row, isFocus, operation } = bar
  const x = tenth(left + from * room)
  const width = Math.max(3, tenth((to - from) * room))
  const y = HEAD + row * ROW + (ROW - BAR) / 2
  const box = `<rect class="${operation.outcome}${isFocus ? ' focus' : ''}" x="${x}" y="${y}" width="${width}" height="${BAR}" rx="3"/>`
  const fits = name.length * LETTER + 8 <= width
  const text = fits ? `<text class="ink" x="${tenth(x + 5)}" y="${y + 14}">${escapeXml(name)}</text>` : ''
  return `<g><title>${escapeXml(barText(bar, name))}</title>${box}${text}</g>`
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
