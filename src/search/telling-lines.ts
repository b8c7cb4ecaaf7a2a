import { printable } from '../lib/printable.ts'

/** A line of the input that says what is wrong, and how often it was there. */
export interface TellingLine {
  /** As it can be shown. */
  readonly text: string
  /** Of its first occurrence, from 1. */
  readonly line: number
  readonly count: number
}

/** Longer lines are cut: what tells stands at the beginning. */
const LONGEST = 400
const MOST_LINES = 12
/** Up to so many lines the input is a question or a short excerpt, and all of it counts. */
const SHORT = 6

const STRONG =
  /\b(fatal|panic|critical|error|exception|caused by|failed|failure|refused|denied|timed? ?out)\b/i
const WEAK =
  /\b(warn(ing)?|retry|retrying|unable|cannot|could not|rejected|lost|expired|exceeded|killed|unavailable)\b/i
const NAMED = /\b\w+(Exception|Error|Fault)\b|\b[A-Z][A-Z0-9_]{5,}\b/
/** Lines of a stack trace, which name code and not what went wrong. */
const FRAME =
  /^\s*(at\s.*(:\d+\)?|\((Native Method|Unknown Source|native)\)|<anonymous>\)?)\s*$|\.\.\.\s\d+\s(more|common)|File ".*", line \d+|goroutine \d+|\S+\.go:\d+|#\d+\s)/
const ESCAPE = new RegExp(String.raw`${String.fromCharCode(27)}\[[0-?]*[ -/]*[@-~]`, 'g')

/**
 * The lines of a log, a stack trace or a question that tell most, in their order: same lines (but for times and
 * numbers) are folded, frames of stacks left out.
 */
export function tellingLines(input: string): TellingLine[] {
  const folded = new Map<string, { text: string; line: number; count: number; score: number }>()
  let line = 0
  for (const raw of input.split(/\r\n|\n|\r/)) {
    line += 1
    if (raw.trim() === '' || FRAME.test(raw)) continue
    const text = clean(raw)
    if (text === '') continue
    const key = shapeOf(text)
    const known = folded.get(key)
    if (known) known.count += 1
    else if (folded.size < 20_000) folded.set(key, { text, line, count: 1, score: telling(text) })
  }
  const all = [...folded.values()]
  const chosen = all.length <= SHORT ? all : mostTelling(all)
  return chosen.map(({ text, line, count }) => ({ text, line, count }))
}

function mostTelling<T extends { readonly line: number; readonly score: number }>(all: readonly T[]): T[] {
  const best = [...all].sort((a, b) => b.score - a.score || a.line - b.line).slice(0, MOST_LINES)
  return best.sort((a, b) => a.line - b.line)
}

/** A text without colours, its control characters made visible. */
function clean(raw: string): string {
  const text = printable(
    raw
      .slice(0, LONGEST * 2)
      .replace(ESCAPE, '')
      .replaceAll('\t', ' '),
  ).trim()
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}...`
}

/** The line without what differs between repetitions. */
function shapeOf(text: string): string {
  return text.replace(/0x[\da-f]+|[\da-f]{8,}(-[\da-f]{4,})*|\d+/gi, '#')
}

function telling(text: string): number {
  return (STRONG.test(text) ? 3 : 0) + (WEAK.test(text) ? 1 : 0) + (NAMED.test(text) ? 2 : 0)
}
