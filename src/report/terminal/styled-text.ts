import stringWidth from 'string-width'

/** A colour as `#rrggbb`, or the index of one of the 16 that a terminal's theme decides. */
export type Color = string | number

export interface Style {
  readonly foreground?: Color
  readonly background?: Color
  readonly bold?: boolean
  readonly dim?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly inverse?: boolean
}

/** Text in one style, and where it stands: in columns from the left edge. */
export interface Run {
  readonly text: string
  readonly column: number
  readonly columns: number
  readonly style: Style
}

const ESC = '\u001B'
/** Styles (kept), links and other sequences (dropped), and plain text. */
const TOKEN = new RegExp(
  [
    `${ESC}\\[([0-9;:]*)m`,
    `${ESC}\\[[0-?]*[ -/]*[@-~]`,
    `${ESC}\\][^\u0007${ESC}]*(?:\u0007|${ESC}\\\\)`,
    `[^${ESC}]+`,
  ].join('|'),
  'g',
)

/** What a terminal of `columns` columns would show of the text: rows of runs. */
export function styledRows(text: string, columns: number): Run[][] {
  const screen = new Screen(columns)
  for (const [token, codes] of text.matchAll(TOKEN)) {
    if (codes !== undefined) screen.style = applyCodes(screen.style, codes)
    else if (!token.startsWith(ESC)) screen.print(token.replaceAll('\t', '    '))
  }
  return screen.rows
}

class Screen {
  style: Style = {}
  readonly rows: Run[][] = [[]]
  private column = 0
  private readonly columns: number

  constructor(columns: number) {
    this.columns = columns
  }

  print(text: string): void {
    for (const { segment } of new Intl.Segmenter('en').segment(text)) {
      if (/^\r?\n$/.test(segment)) this.newLine()
      else this.put(segment)
    }
  }

  private newLine(): void {
    this.rows.push([])
    this.column = 0
  }

  private put(glyph: string): void {
    const width = stringWidth(glyph)
    if (width === 0) return
    if (this.column + width > this.columns) this.newLine()
    const row = this.rows.at(-1) ?? []
    const last = row.at(-1)
    if (last !== undefined && last.style === this.style) {
      row[row.length - 1] = { ...last, text: last.text + glyph, columns: last.columns + width }
    } else row.push({ text: glyph, column: this.column, columns: width, style: this.style })
    this.column += width
  }
}

/** One `ESC [ ... m`: ECMA-48's codes, and the extended colours `38;5;n` and `38;2;r;g;b`. */
function applyCodes(before: Style, codes: string): Style {
  const numbers = codes.split(/[;:]/).map(Number)
  let style = before
  for (let index = 0; index < numbers.length; index += 1) {
    const code = numbers[index] ?? 0
    if (code === 38 || code === 48) {
      const { color, used } = extendedColor(numbers.slice(index + 1))
      style = { ...style, [code === 38 ? 'foreground' : 'background']: color }
      index += used
    } else style = applyCode(style, code)
  }
  return style
}

const SWITCHES: Readonly<Record<number, Style>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
}

function applyCode(style: Style, code: number): Style {
  if (code === 0) return {}
  if (code === 39) return without(style, 'foreground')
  if (code === 49) return without(style, 'background')
  if (code >= 30 && code <= 37) return { ...style, foreground: code - 30 }
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 }
  if (code >= 90 && code <= 97) return { ...style, foreground: code - 90 + 8 }
  if (code >= 100 && code <= 107) return { ...style, background: code - 100 + 8 }
  return { ...style, ...SWITCHES[code] }
}

function without(style: Style, part: 'foreground' | 'background'): Style {
  const { [part]: _, ...rest } = style
  return rest
}

function extendedColor(numbers: readonly number[]): { color: Color; used: number } {
  const [kind, first = 0, second = 0, third = 0] = numbers
  if (kind === 2) return { color: hex(first, second, third), used: 4 }
  return { color: indexedColor(first), used: 2 }
}

/** xterm's 256 colours: the theme's 16, a cube of 6 levels a side, 24 greys. */
function indexedColor(index: number): Color {
  if (index < 16) return index
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232)
    return hex(grey, grey, grey)
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step)
  const cube = index - 16
  return hex(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6))
}

function hex(...parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
