import { Chalk } from 'chalk'
import type { Note, Trace, TracedMessage } from '../../simulation/kernel/trace.ts'
import { looksAt } from './window.ts'

export interface SequenceOptions {
  /** Columns and rows of the terminal that the diagram may take. */
  readonly width: number
  readonly rows: number
  /** Only characters that every terminal has. */
  readonly ascii: boolean
  /** chalk's colour level. */
  readonly color: 0 | 1 | 2 | 3
}

interface Signs {
  readonly up: string
  readonly paused: string
  readonly line: string
  readonly cross: string
  readonly start: string
  readonly right: string
  readonly left: string
  readonly lost: string
  readonly rule: string
}

const UNICODE: Signs = {
  up: '│',
  paused: '┆',
  line: '─',
  cross: '┼',
  start: '●',
  right: '►',
  left: '◄',
  lost: '✗',
  rule: '╌',
}
const ASCII: Signs = {
  up: '|',
  paused: ':',
  line: '-',
  cross: '+',
  start: 'o',
  right: '>',
  left: '<',
  lost: 'x',
  rule: '~',
}

const TIME = 9
const LEAST_COLUMN = 5
const MOST_COLUMN = 10
const LEAST_WORDS = 24

/** One row: a message that left, arrived, or did both; or something that was told. */
type Row =
  | {
      readonly kind: 'message'
      readonly atUs: number
      readonly message: TracedMessage
      readonly part: 'whole' | 'sent' | 'arrived'
    }
  | { readonly kind: 'note'; readonly atUs: number; readonly note: Note }

/**
 * A space-time diagram as text: a column for each node, time downwards, a row for each message. A message on whose way
 * something else happened takes two rows, one where it left and one where it arrived. Rows stand for the order of
 * events (Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978), not for durations.
 */
export function sequenceText(trace: Trace, { width, rows, ascii, color }: SequenceOptions): string[] {
  const signs = ascii ? ASCII : UNICODE
  const plan = columnsOf(trace, width)
  const drawn = fitting(rowsOf(trace), rows - 1)
  const chalk = new Chalk({ level: color })
  const lines = drawn.map((row) => {
    const text = drawRow(trace, row, plan, signs).trimEnd()
    if (row.kind === 'note') return row.note.kind === 'violation' ? chalk.red(text) : chalk.yellow(text)
    return row.message.lost === undefined ? text : chalk.red(text)
  })
  return [headOf(trace, plan), ...lines]
}

interface Plan {
  readonly width: number
  readonly step: number
  /** Where the words begin. */
  readonly words: number
}

const placeOf = (node: number, { step }: Plan) => TIME + node * step + Math.floor(step / 2)

function columnsOf({ nodes }: Trace, width: number): Plan {
  const count = Math.max(1, nodes.length)
  const fair = Math.floor((width - TIME - LEAST_WORDS) / count)
  const step = Math.max(LEAST_COLUMN, Math.min(MOST_COLUMN, fair))
  return { width, step, words: TIME + count * step + 1 }
}

function headOf({ nodes }: Trace, plan: Plan): string {
  const line = blank(plan.words)
  nodes.forEach(({ name }, node) => {
    const shown = name.slice(0, plan.step - 1)
    write(line, placeOf(node, plan) - Math.floor(shown.length / 2), shown)
  })
  return line.join('').trimEnd()
}

/** Rows in order of time; what is wrong stands at the end. */
function rowsOf({ messages, notes, nodes }: Trace): Row[] {
  const drawn = messages.filter(({ from, to }) => from < nodes.length && to < nodes.length)
  const rows = [
    ...drawn.flatMap((message) => messageRows(message, drawn, notes)),
    ...notes.filter(({ kind }) => kind !== 'violation').map(noteOf),
  ].sort((a, b) => a.atUs - b.atUs)
  return [...rows, ...notes.filter(({ kind }) => kind === 'violation').map(noteOf)]
}

const noteOf = (note: Note): Row => ({ kind: 'note', atUs: note.atUs, note })

/**
 * A message is whole where it left if nothing happened to its receiver on its way, or where it arrived if nothing
 * happened to its sender.
 */
function messageRows(message: TracedMessage, all: readonly TracedMessage[], notes: readonly Note[]): Row[] {
  const { sentUs, arrivesUs, from, to, lost } = message
  const whole = (atUs: number): Row[] => [{ kind: 'message', atUs, message, part: 'whole' }]
  const isBetween = (atUs: number) => atUs > sentUs && atUs < arrivesUs
  const isBusy = (node: number) =>
    notes.some(({ atUs }) => isBetween(atUs)) ||
    all.some(
      (one) =>
        (one.from === node && isBetween(one.sentUs)) ||
        (one.to === node && one.lost === undefined && isBetween(one.arrivesUs)),
    )
  if (lost !== undefined || !isBusy(to)) return whole(sentUs)
  if (!isBusy(from)) return whole(arrivesUs)
  return [
    { kind: 'message', atUs: sentUs, message, part: 'sent' },
    { kind: 'message', atUs: arrivesUs, message, part: 'arrived' },
  ]
}

/** The last rows say what went wrong; of those before, as many as there is room for. */
function fitting(rows: readonly Row[], most: number): readonly Row[] {
  return rows.slice(-Math.max(1, most))
}

function drawRow(trace: Trace, row: Row, plan: Plan, signs: Signs): string {
  const line = blank(plan.words)
  write(line, 0, (row.atUs / 1e6).toFixed(3).padStart(TIME - 2))
  lifelines(line, trace, row.atUs, plan, signs)
  if (row.kind === 'note') return noteRow(line, row.note, plan, signs)
  const { message, part } = row
  arrow(line, message, part, plan, signs)
  return cut(line.join('') + wordsOf(message, part), plan.width)
}

function lifelines(line: string[], trace: Trace, atUs: number, plan: Plan, signs: Signs): void {
  const looks = looksAt(trace, atUs)
  trace.nodes.forEach((_, node) => {
    const status = looks[node]?.status ?? 'up'
    const sign = status === 'up' ? signs.up : status === 'paused' ? signs.paused : ' '
    write(line, placeOf(node, plan), sign)
  })
}

function noteRow(line: string[], { kind, text }: Note, plan: Plan, signs: Signs): string {
  const words = kind === 'violation' ? `${signs.lost} ${text}` : `${signs.rule}${signs.rule} ${text} `
  const start = TIME
  const room = plan.width - start
  const shown = cut(words, room)
  const rest =
    kind === 'violation' ? '' : signs.rule.repeat(Math.max(0, plan.words - start - shown.length - 1))
  return line.slice(0, start).join('') + shown + rest
}

function arrow(
  line: string[],
  { from, to, lost }: TracedMessage,
  part: 'whole' | 'sent' | 'arrived',
  plan: Plan,
  signs: Signs,
): void {
  const [a, b] = [placeOf(from, plan), placeOf(to, plan)]
  if (a === b) {
    write(line, a, signs.start)
    return
  }
  const way = a < b ? 1 : -1
  const middle = Math.floor((a + b) / 2)
  const isHalf = lost === 'network' || lost === 'partition'
  const first = part === 'arrived' ? middle : a
  const last = part === 'sent' || isHalf ? middle : b - way
  for (let at = first; at !== last + way; at += way) {
    line[at] = line[at] === signs.up || line[at] === signs.paused ? signs.cross : signs.line
  }
  if (part !== 'arrived') line[a] = signs.start
  if (lost !== undefined) line[last] = signs.lost
  else if (part !== 'sent') line[b - way] = way === 1 ? signs.right : signs.left
}

const LOST = { network: 'lost', partition: 'cut off', 'receiver-down': 'nobody there' } as const

function wordsOf({ text, lost }: TracedMessage, part: 'whole' | 'sent' | 'arrived'): string {
  const name = text.split(' ', 1)[0] ?? text
  if (part === 'arrived') return `(${name} arrives)`
  return lost === undefined ? text : `${LOST[lost]}: ${text}`
}

const blank = (length: number): string[] => Array.from({ length }, () => ' ')

function write(line: string[], at: number, text: string): void {
  ;[...text].forEach((letter, index) => {
    line[Math.max(0, at) + index] = letter
  })
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 3)}...`
}
