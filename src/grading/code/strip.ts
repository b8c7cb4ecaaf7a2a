import type { LanguageStyle } from '../languages.ts'

/** What starts a comment or a text in a language, and what ends it; the longer before the shorter. */
const SPANS: Readonly<Record<LanguageStyle, readonly (readonly [string, string])[]>> = {
  python: [
    ['"""', '"""'],
    ["'''", "'''"],
    ['"', '"'],
    ["'", "'"],
    ['#', '\n'],
  ],
  javascript: [
    ['//', '\n'],
    ['/*', '*/'],
    ['`', '`'],
    ['"', '"'],
    ["'", "'"],
  ],
  go: [
    ['//', '\n'],
    ['/*', '*/'],
    ['`', '`'],
    ['"', '"'],
    ["'", "'"],
  ],
  java: [
    ['//', '\n'],
    ['/*', '*/'],
    ['"""', '"""'],
    ['"', '"'],
    ["'", "'"],
  ],
}

/** The source with blanks for comments and texts, line by line as before: what is left is code. */
export function stripped(source: string, style: LanguageStyle): string {
  const spans = SPANS[style]
  let code = ''
  for (let at = 0; at < source.length; ) {
    const span = spans.find(([start]) => source.startsWith(start, at))
    if (span === undefined) {
      code += source.charAt(at)
      at += 1
    } else {
      const end = endOf(source, at + span[0].length, span[1])
      code += source.slice(at, end).replace(/[^\n]/g, ' ')
      at = end
    }
  }
  return code
}

/** Where a span ends: after its closing mark, or before the end of a line for a comment that ends there. */
function endOf(source: string, from: number, close: string): number {
  for (let at = from; at < source.length; at += 1) {
    if (source.startsWith(close, at)) return close === '\n' ? at : at + close.length
    if (source.charAt(at) === '\\' && close !== '\n' && close !== '*/') at += 1
    // A text on one line that is never closed is none: an apostrophe in a regular expression, say.
    else if (source.charAt(at) === '\n' && (close === '"' || close === "'")) return from
  }
  return source.length
}

/** Lines that hold code. */
export function linesOfCode(code: string): number {
  return code.split('\n').filter((line) => line.trim() !== '').length
}

/** On which line a place is, from 1. */
export function lineAt(source: string, at: number): number {
  return source.slice(0, at).split('\n').length
}
