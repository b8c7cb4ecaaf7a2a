/** The characters that a lesson is drawn with besides its own text. */
export interface Glyphs {
  readonly line: string
  readonly doubleLine: string
  readonly cross: string
  readonly headCross: string
  readonly column: string
  readonly bar: string
  readonly quote: string
  readonly codeTop: string
  readonly codeSide: string
  readonly codeEnd: string
  /** Starts the rest of a line that was too long. */
  readonly continued: string
  readonly bullets: readonly [string, string]
  readonly dot: string
}

export const UNICODE_GLYPHS: Glyphs = {
  line: '─',
  doubleLine: '═',
  cross: '┼',
  headCross: '╪',
  column: '│',
  bar: '▌',
  quote: '│',
  codeTop: '┌─',
  codeSide: '│',
  codeEnd: '└─',
  continued: '»',
  bullets: ['•', '◦'],
  dot: '·',
}

export const ASCII_GLYPHS: Glyphs = {
  line: '-',
  doubleLine: '=',
  cross: '+',
  headCross: '+',
  column: '|',
  bar: '|',
  quote: '>',
  codeTop: '+-',
  codeSide: '|',
  codeEnd: '+-',
  continued: '>',
  bullets: ['*', '-'],
  dot: '-',
}

const NEAREST: Readonly<Record<string, string>> = {
  ...{ '—': '--', '–': '-', '‐': '-', '‑': '-', '−': '-', '…': '...', '•': '*', '·': '-' },
  ...{ '‘': "'", '’': "'", '“': '"', '”': '"', '«': '"', '»': '"' },
  ...{ '×': 'x', '÷': '/', '±': '+/-', '≤': '<=', '≥': '>=', '≠': '!=', '≈': '~', '∞': 'inf' },
  ...{ '→': '->', '←': '<-', '↔': '<->', '⇒': '=>', '⇐': '<=', µ: 'u', μ: 'u' },
  ...{
    '⁰': '^0',
    '¹': '^1',
    '²': '^2',
    '³': '^3',
    '⁴': '^4',
    '⁵': '^5',
    '⁶': '^6',
    '⁷': '^7',
    '⁸': '^8',
    '⁹': '^9',
  },
  ...{
    '₀': '_0',
    '₁': '_1',
    '₂': '_2',
    '₃': '_3',
    ₙ: '_n',
    ᵢ: '_i',
    '√': 'sqrt',
    '∑': 'sum',
    λ: 'lambda',
    ρ: 'rho',
  },
  ...{ ⁿ: '^n', '½': '1/2', '✓': 'yes', '✔': 'yes', '✗': 'no', '✘': 'no' },
}

/** The nearest ASCII spelling of the signs that prose uses; letters of other scripts stay as they are. */
export function toAscii(text: string): string {
  return text.replace(/[^\x20-\x7e\n\t\u00a0]/gu, (sign) => NEAREST[sign] ?? sign)
}

const BOXES: readonly (readonly [RegExp, string])[] = [
  [/[─━═╌┄┈╍┅┉╴╶]/gu, '-'],
  [/[│┃║╎┆┊╏┇┋╵╷]/gu, '|'],
  [/[┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬╞╡╪╤╧╫]/gu, '+'],
  [/[►▶▷▸→]/gu, '>'],
  [/[◄◀◁◂←]/gu, '<'],
  [/[▲△▴↑]/gu, '^'],
  [/[▼▽▾↓]/gu, 'v'],
  [/[●◯○◆◇■□◉◎]/gu, 'o'],
  [/╱/gu, '/'],
  [/╲/gu, '\\'],
]

/** A drawing in box characters, redrawn in ASCII with every column where it was. */
export function boxesToAscii(drawing: string): string {
  return BOXES.reduce((text, [sign, ascii]) => text.replace(sign, ascii), drawing)
}
