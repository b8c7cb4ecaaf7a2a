import { columns } from './columns.ts'
import type { LinkTarget, Span } from './spans.ts'
import type { Paint } from './theme.ts'

export interface Piece {
  readonly text: string
  readonly width: number
  readonly paint: Paint
  readonly link: LinkTarget | undefined
}

/** What should stay on one line. A word can change its style midway: **bo**ld. */
export interface Word {
  readonly pieces: Piece[]
  width: number
  readonly spaceBefore: boolean
  readonly breakBefore: boolean
}

/** Cuts styled text where a line may end: at spaces, and between the characters of CJK text. */
export function toWords(spans: readonly Span[]): Word[] {
  const words: Word[] = []
  let open: Word | undefined
  let space = false
  let lineBreak = false
  for (const { text, paint, link } of spans) {
    for (const token of text.match(TOKENS) ?? []) {
      if (SPACE.test(token)) {
        open = undefined
        space ||= token !== '\n'
        lineBreak ||= token === '\n'
        continue
      }
      for (const [index, part] of breakable(token).entries()) {
        if (index > 0) open = undefined
        if (open === undefined) {
          open = { pieces: [], width: 0, spaceBefore: space, breakBefore: lineBreak }
          words.push(open)
          space = false
          lineBreak = false
        }
        const width = columns(part)
        open.pieces.push({ text: part, width, paint, link })
        open.width += width
      }
    }
  }
  return words
}

/** A line break, a run of spaces, or a run of anything else; a no-break space is no space here. */
const TOKENS = /\n|[^\S\n\u00a0]+|[\S\u00a0]+/g
const SPACE = /^[^\S\u00a0]/

const CJK = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u3000-\\u303f\\uff00-\\uffef'
const HAS_CJK = new RegExp(`[${CJK}]`, 'u')
/** Signs that must not start a line. */
const CLOSING = '、。，．・：；？！ー）」』】〕》〉”’'
const CJK_PARTS = new RegExp(`[${CJK}][${CLOSING}]*|[^${CJK}]+`, 'gu')

function breakable(token: string): readonly string[] {
  return HAS_CJK.test(token) ? (token.match(CJK_PARTS) ?? [token]) : [token]
}
