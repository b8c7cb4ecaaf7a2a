import type { Json } from '../../sequence.ts'

/** What a message says. `msg_id` names a request, `in_reply_to` the request that it answers. */
export interface Body {
  readonly type: string
  readonly msg_id?: number
  readonly in_reply_to?: number
  readonly [key: string]: Json | undefined
}

/** One line of Maelstrom's protocol (doc/protocol.md): who sends what to whom. */
export interface Message {
  readonly id?: number
  readonly src: string
  readonly dest: string
  readonly body: Body
}

/** Why a line is no message, in plain words that end without a full stop. */
export interface LineProblem {
  readonly kind: 'not-json' | 'not-utf8' | 'not-a-message' | 'unknown-key'
  readonly text: string
}

const TOP = new Set(['id', 'src', 'dest', 'body'])
const SHOWN = 120

/** The line, cut to what can be read in a report. */
export function excerpt(line: string): string {
  const printable = line.replace(/\p{Cc}/gu, '\u00b7')
  return printable.length <= SHOWN ? printable : `${printable.slice(0, SHOWN)}\u2026`
}

/** Reads a line that a node wrote. Tolerant of everything that Maelstrom takes, and of nothing else. */
export function readMessage(line: string): Message | LineProblem {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return unreadable(line)
  }
  return messageOf(value)
}

/** The same of what has been read as JSON. */
export function messageOf(value: unknown): Message | LineProblem {
  if (!isObject(value)) return { kind: 'not-a-message', text: `it is ${kindOf(value)}, not an object` }
  const { src, dest, body } = value
  if (typeof src !== 'string') return lacks('src', src, 'the name of the sender')
  if (typeof dest !== 'string') return lacks('dest', dest, 'the name of the receiver')
  if (!isObject(body)) return lacks('body', body, 'an object')
  if (typeof body['type'] !== 'string') return lacks('body.type', body['type'], 'a string')
  for (const key of ['msg_id', 'in_reply_to']) {
    const id = body[key]
    if (id !== undefined && !Number.isSafeInteger(id)) return lacks(`body.${key}`, id, 'a whole number')
  }
  const extra = Object.keys(value).find((key) => !TOP.has(key))
  if (extra !== undefined) {
    return { kind: 'unknown-key', text: `a message has src, dest and body, but this one also has "${extra}"` }
  }
  return value as unknown as Message
}

export function isProblem(read: Message | LineProblem): read is LineProblem {
  return 'kind' in read
}

function unreadable(line: string): LineProblem {
  if (line.includes('\ufffd')) return { kind: 'not-utf8', text: 'it is not UTF-8' }
  if (line.trim() === '') return { kind: 'not-json', text: 'it is empty' }
  if (/\}\s*\{/.test(line)) {
    return { kind: 'not-json', text: 'it holds two messages: end each with a newline' }
  }
  return { kind: 'not-json', text: 'it is not JSON' }
}

function lacks(key: string, value: unknown, wanted: string): LineProblem {
  const found = value === undefined ? 'is missing' : `is ${kindOf(value)}`
  return { kind: 'not-a-message', text: `its ${key} ${found}, and must be ${wanted}` }
}

export function isObject(value: unknown): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value and what it is: the text "4", the number 4. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'string') return `the text ${JSON.stringify(excerpt(value))}`
  return `${typeof value === 'number' ? 'the number ' : ''}${String(value)}`
}
