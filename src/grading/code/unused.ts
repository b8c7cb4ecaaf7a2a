import type { LanguageStyle } from '../languages.ts'
import { lineAt } from './strip.ts'

export interface UnusedPart {
  readonly name: string
  readonly line: number
}

/** Declarations that nobody outside the file can use, with the names in their groups. */
const DECLARATIONS: Readonly<Record<LanguageStyle, readonly RegExp[]>> = {
  python: [
    /^import[ \t]+(\w+)[ \t]*$/gm,
    /^import[ \t]+[\w.]+[ \t]+as[ \t]+(\w+)/gm,
    /^from[ \t]+[\w.]+[ \t]+import[ \t]+([\w, \t]+)$/gm,
    /^[ \t]*def[ \t]+(_(?!_)\w+)/gm,
    /^([A-Z_][A-Z0-9_]*)[ \t]*=/gm,
  ],
  javascript: [
    /^import\s+(?:type\s+)?\{([^}]*)\}/gm,
    /^import\s+(\w+)\s+from/gm,
    /^import\s+\*\s+as\s+(\w+)/gm,
    /^[ \t]*(?:static\s+|async\s+|readonly\s+)*(#\w+)/gm,
    /^[ \t]*private\s+(?:static\s+|async\s+|readonly\s+)*(\w+)/gm,
    /^(?:async\s+)?function\s+(\w+)/gm,
    /^[ \t]*(?:const|let|var)\s+(\w+)/gm,
  ],
  go: [/^func[ \t]+(?:\([^)]*\)[ \t]*)?([a-z]\w*)/gm, /^(?:const|var|type)[ \t]+([a-z]\w*)/gm],
  java: [
    /^import\s+(?:static\s+)?[\w.]+\.(\w+);/gm,
    /^[ \t]*private\s+(?:static\s+|final\s+|synchronized\s+)*[\w<>[\], .?]+?\s+(\w+)\s*[(;=]/gm,
  ],
}

/**
 * Declarations whose name stands nowhere else in the file, not even in a comment or a text: rather miss
 * one than blame a part that is used.
 */
export function unusedIn(source: string, code: string, style: LanguageStyle): UnusedPart[] {
  const declared = DECLARATIONS[style].flatMap((pattern) =>
    [...code.matchAll(pattern)].flatMap((match) =>
      namesIn(match[1] ?? '').map((name) => ({ name, at: match.index })),
    ),
  )
  const seen = new Set<string>()
  return declared
    .filter(({ name }) => occurrences(source, name) === 1 && !seen.has(name) && seen.add(name))
    .map(({ name, at }) => ({ name, line: lineAt(source, source.indexOf(name, at)) }))
    .sort((a, b) => a.line - b.line)
}

/** `a, b as c` gives a and c. */
function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((one) => one.trim().split(/\s+/).at(-1) ?? '')
    .filter((name) => /^#?\w+$/.test(name))
}

function occurrences(source: string, name: string): number {
  return source.split(new RegExp(`(?<![\\w#$])${name}(?!\\w)`)).length - 1
}
