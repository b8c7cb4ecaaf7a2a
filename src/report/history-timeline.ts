import type { Operation, Value } from '../history/operation.ts'
import { printable } from '../lib/printable.ts'
import { gradingWords } from '../messages/grading/index.ts'

export interface TimelineOptions {
  /** Columns of the terminal. */
  readonly width: number
  /** Only characters that every terminal has. */
  readonly ascii: boolean
}

interface Signs {
  readonly open: string
  readonly close: string
  readonly line: string
  /** The end of an operation of which nobody knows whether it ended. */
  readonly unended: string
}

const LINES: Signs = { open: '├', close: '┤', line: '─', unended: '╌' }
const ASCII: Signs = { open: '|', close: '|', line: '-', unended: '~' }

/**
 * Operations as bars in time from left to right, one row for each process: `├─ write 4 ─┤`. Columns stand for the
 * order of calls and returns, not for durations. Where the names do not fit, bars have numbers and a list below.
 */
export function historyTimeline(
  operations: readonly Operation[],
  { width, ascii }: TimelineOptions,
): string[] {
  const signs = ascii ? ASCII : LINES
  const rows = [...new Set(operations.map((one) => one.process))]
  const margin = Math.max(...rows.map((row) => String(row).length), 0) + 2
  const room = Math.max(20, width - margin)
  const names = operations.map(operationName)
  const named = layout(operations, names)
  const numbers = operations.map((_, at) => String(at + 1))
  const fits = named.end <= room
  const drawn = fits ? named : squeezed(layout(operations, numbers), room)
  const labels = fits ? names : numbers
  const bars = rows.map((row) => {
    const line = Array.from({ length: drawn.end }, () => ' ')
    operations.forEach((one, at) => {
      if (one.process === row) drawBar(line, drawn.spans[at] as Span, labels[at] as string, signs)
    })
    return `${String(row).padEnd(margin)}${line.join('')}`.trimEnd()
  })
  return fits ? bars : [...bars, '', ...operations.map((one, at) => legend(one, at, names[at] as string))]
}

interface Span {
  readonly from: number
  /** The last column; past the end for an operation that does not end. */
  readonly to: number
  readonly ended: boolean
}

interface Layout {
  readonly spans: readonly Span[]
  readonly end: number
}

/** Gives each call and each return a column, in their order, with room for the label between those of an operation. */
function layout(operations: readonly Operation[], labels: readonly string[]): Layout {
  const moments = operations
    .flatMap((one, at) => [
      { at, time: one.call, ends: false },
      ...(one.return === Number.POSITIVE_INFINITY ? [] : [{ at, time: one.return, ends: true }]),
    ])
    .sort((a, b) => a.time - b.time || Number(a.ends) - Number(b.ends))
  const from: number[] = []
  const to: number[] = []
  let column = 0
  for (const { at, ends } of moments) {
    if (ends) {
      column = Math.max(column, (from[at] as number) + (labels[at] as string).length + 5)
      to[at] = column
    } else from[at] = column
    column += 1
  }
  const open = operations.map((_, at) => (from[at] as number) + (labels[at] as string).length + 5)
  const end = Math.max(column, 0, ...open.filter((_, at) => to[at] === undefined))
  const spans = operations.map((_, at) => ({
    from: from[at] as number,
    to: to[at] ?? end - 1,
    ended: to[at] !== undefined,
  }))
  return { spans, end }
}

function squeezed({ spans, end }: Layout, room: number): Layout {
  if (end <= room) return { spans, end }
  const scale = (column: number) => Math.floor((column * (room - 1)) / Math.max(1, end - 1))
  return {
    spans: spans.map(({ from, to, ended }) => ({ from: scale(from), to: scale(to), ended })),
    end: room,
  }
}

function drawBar(line: string[], { from, to, ended }: Span, label: string, signs: Signs): void {
  for (let column = from; column <= to; column += 1) line[column] = ended ? signs.line : signs.unended
  line[from] = signs.open
  if (ended) line[to] = signs.close
  const inside = to - from - 1
  if (label.length > inside) return
  const spaced = label.length + 2 <= inside ? ` ${label} ` : label
  const start = from + 1 + (inside > spaced.length ? 1 : 0)
  ;[...spaced].forEach((letter, at) => {
    line[start + at] = letter
  })
}

function legend(one: Operation, at: number, name: string): string {
  const { process, line } = gradingWords().history
  const place = one.line === undefined ? '' : `  ${line({ line: one.line })}`
  return `${String(at + 1).padStart(4)}  ${process({ process: String(one.process), name })}${place}`
}

const LONGEST = 48

/** What was asked and what was told, briefly: `read 4`, `write 2`, `cas [1 2] refused`, `write 3 ?`. */
export function operationName({ f, input, output, outcome }: Operation): string {
  const asked = show(input)
  const told = show(output)
  if (outcome === 'info') return cut(input === null ? `${f} ?` : `${f} ${asked} ?`)
  if (output === false && typeof input !== 'boolean') return cut(`${f} ${asked} refused`)
  if (output === null || asked === told) return cut(input === null ? `${f} ${told}` : `${f} ${asked}`)
  if (input === null || isQuestion(input, output)) return cut(`${f} ${told}`)
  return cut(`${f} ${asked}: ${told}`)
}

/** `[k nil]`, answered by `[k v]`: the answer says both. */
function isQuestion(input: Value, output: Value): boolean {
  return (
    isArray(input) &&
    isArray(output) &&
    input.length === 2 &&
    input[1] === null &&
    show(input[0] ?? null) === show(output[0] ?? null)
  )
}

const isArray = (value: Value): value is readonly Value[] => Array.isArray(value)

const cut = (text: string) => printable(text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`)

function show(value: Value): string {
  if (value === null) return 'nil'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object') return String(value)
  if (isArray(value)) return `[${value.map(show).join(' ')}]`
  return `{${[...value].map(([key, one]) => `${show(key)} ${show(one)}`).join(', ')}}`
}
