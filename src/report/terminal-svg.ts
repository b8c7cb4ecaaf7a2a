import { escapeXml } from './escape-xml.ts'
import { type Color, type Run, type Style, styledRows } from './terminal/styled-text.ts'

export interface TerminalPicture {
  /** What a program printed, with its escape sequences. */
  readonly text: string
  /** How wide the terminal was. */
  readonly columns: number
  /** In the title bar, and the picture's name for who cannot see it. */
  readonly title: string
}

const FONT_PX = 14
const CELL_PX = 8.4
const ROW_PX = 18
const PADDING_PX = 18
const TITLE_BAR_PX = 36
const FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace"

/** Dark in light and dark pages alike: a window of its own. Contrast of every colour with the ground is above 4.5. */
const GROUND = '#1b1f27'
const BAR = '#2a303c'
const INK = '#d8dee9'
const FAINT = '#8b95a7'
const PALETTE = [
  ...['#5c6370', '#f07178', '#98c379', '#e5c07b', '#7cb7ff', '#d594f0', '#56c8d8', '#d8dee9'],
  ...['#8b95a7', '#ff8b92', '#b5e890', '#ffd68a', '#9ccaff', '#e6b3ff', '#7fe3f0', '#ffffff'],
]

/** Draws terminal output as an SVG document. The same input gives the same bytes. */
export function terminalSvg({ text, columns, title }: TerminalPicture): string {
  const rows = trimEnd(styledRows(text, columns))
  const width = Math.round(columns * CELL_PX + 2 * PADDING_PX)
  const height = TITLE_BAR_PX + rows.length * ROW_PX + PADDING_PX + 6
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<g font-family="${FONTS}" font-size="${FONT_PX}" fill="${INK}" xml:space="preserve" style="white-space:pre">`,
    ...windowFrame(width, height, title),
    ...rows.flatMap((row, index) => row.flatMap((run) => drawRun(run, index))),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

function trimEnd(rows: Run[][]): Run[][] {
  const last = rows.findLastIndex((row) => row.some(({ text }) => text.trim() !== ''))
  return rows.slice(0, last + 1)
}

function windowFrame(width: number, height: number, title: string): string[] {
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (color, index) => `<circle cx="${20 + 20 * index}" cy="${TITLE_BAR_PX / 2}" r="6" fill="${color}"/>`,
  )
  return [
    `<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>`,
    `<path d="M0 ${TITLE_BAR_PX}V8a8 8 0 0 1 8-8h${width - 16}a8 8 0 0 1 8 8v${TITLE_BAR_PX - 8}z" fill="${BAR}"/>`,
    ...dots,
    `<text x="${width / 2}" y="${TITLE_BAR_PX / 2 + 5}" text-anchor="middle" font-size="13" fill="${FAINT}">${escapeXml(title)}</text>`,
  ]
}

/** `textLength` keeps every run in its columns, whatever font the reader has. */
function drawRun(run: Run, row: number): string[] {
  const { foreground, background } = colorsOf(run.style)
  const x = number(PADDING_PX + run.column * CELL_PX)
  const y = TITLE_BAR_PX + row * ROW_PX + 23
  const width = number(run.columns * CELL_PX)
  const ground =
    background === undefined
      ? []
      : [`<rect x="${x}" y="${y - 14}" width="${width}" height="${ROW_PX}" fill="${background}"/>`]
  if (run.text.trim() === '' && run.style.underline !== true) return ground
  const attributes = [
    `x="${x}" y="${y}" textLength="${width}" lengthAdjust="spacingAndGlyphs"`,
    foreground === INK ? '' : ` fill="${foreground}"`,
    run.style.bold === true ? ' font-weight="bold"' : '',
    run.style.italic === true ? ' font-style="italic"' : '',
    run.style.underline === true ? ' text-decoration="underline"' : '',
    run.style.dim === true ? ' opacity="0.7"' : '',
  ]
  return [...ground, `<text ${attributes.join('')}>${escapeXml(run.text)}</text>`]
}

function colorsOf({ foreground, background, inverse }: Style): { foreground: string; background?: string } {
  const ink = paletteColor(foreground) ?? INK
  const ground = paletteColor(background)
  if (inverse === true) return { foreground: ground ?? GROUND, background: ink }
  return ground === undefined ? { foreground: ink } : { foreground: ink, background: ground }
}

function paletteColor(color: Color | undefined): string | undefined {
  return typeof color === 'number' ? PALETTE[color] : color
}

/** No more digits than the picture needs, so that the bytes do not depend on rounding. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10)
}
