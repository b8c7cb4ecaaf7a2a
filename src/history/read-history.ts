import { UserError } from '../lib/user-error.ts'
import { FormReader, Incomplete, Malformed } from './form-reader.ts'
import { type HistoryFormat, type Layout, layoutOf, logTuple } from './history-format.ts'
import type { HistoryEvent } from './operation.ts'
import { type EventRecord, eventOfRecord, NotAnEvent } from './records.ts'
import { invalidUtf8At } from './utf8.ts'

/** What `fail` says of a compare-and-set: it had no effect, or, more, that the value seen was another. */
export type FailMeaning = 'no-effect' | 'refused'

export interface ReadOptions {
  /**
   * Jepsen takes a failed operation to have had no effect and asks no more of it. A log of etcd, where a failed
   * compare-and-set saw another value, proves more; so does Porcupine read it. By default as the format has it.
   */
  readonly failMeans?: FailMeaning
}

export interface LoadedHistory {
  readonly format: HistoryFormat | 'empty'
  /** Of clients, in the order of the file. */
  readonly events: readonly HistoryEvent[]
  /** What was done to the system: the events of processes that are not clients. */
  readonly nemesis: readonly HistoryEvent[]
  /** What was passed over, each once, with the place where it was first seen. */
  readonly notes: readonly string[]
}

/** Longest event, in characters: what is longer is no history, and must not fill the memory. */
const MAX_RECORD = 32 * 1024 * 1024
const HEAD = 64 * 1024

/**
 * Reads a history that comes in pieces, so that of a large file only the events are kept. Takes EDN and JSON, one
 * event a line or all in one vector, and Jepsen's log; which of them is seen from the beginning of the text.
 * @throws UserError with line and column for a text that is cut off, mixed from two, not UTF-8 or otherwise wrong.
 */
export class HistoryReader {
  readonly #options: ReadOptions
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
  readonly #events: HistoryEvent[] = []
  readonly #nemesis: HistoryEvent[] = []
  readonly #notes = new Map<string, string>()
  #reader = new FormReader('edn')
  #layout: Layout | undefined
  #text = ''
  /** Line and column of the beginning of `#text`, from 1. */
  #line = 1
  #column = 1
  /** A record that did not end in the text so far is tried again when there is twice as much of it. */
  #tryAt = 0
  #bytesHeld: Uint8Array = new Uint8Array(0)
  #lastIndex = -1
  #opened = false
  #closed = false

  constructor(options: ReadOptions = {}) {
    this.#options = options
  }

  push(bytes: Uint8Array): void {
    this.#text += this.#decode(bytes, true)
    if (this.#text.length < this.#tryAt || (!this.#layout && this.#text.length < HEAD)) return
    this.#consume(false)
  }

  end(): LoadedHistory {
    this.#text += this.#decode(new Uint8Array(0), false)
    this.#consume(true)
    if (this.#layout?.wrapped && !this.#closed)
      this.#fail(this.#text.length, 'the history ends within its vector: it is cut off', 'truncated-history')
    return {
      format: this.#layout?.format ?? 'empty',
      events: this.#events,
      nemesis: this.#nemesis,
      notes: [...this.#notes.values()],
    }
  }

  #decode(bytes: Uint8Array, more: boolean): string {
    try {
      const text = this.#decoder.decode(bytes, { stream: more })
      this.#bytesHeld = bytes.subarray(Math.max(0, bytes.length - 3))
      return text
    } catch {
      const all = new Uint8Array([...this.#bytesHeld, ...bytes])
      const wrong = invalidUtf8At(all)
      const right = bytes.subarray(
        0,
        Math.max(0, (wrong === -1 ? all.length : wrong) - this.#bytesHeld.length),
      )
      this.#text += new TextDecoder().decode(right)
      return this.#fail(
        this.#text.length,
        wrong === -1 ? 'the text ends within a character: it is cut off' : 'a byte is not UTF-8',
        'not-utf8',
      )
    }
  }

  #consume(last: boolean): void {
    this.#layout ??= layoutOf(this.#text)
    if (!this.#layout) return
    if (this.#layout.format === 'jepsen-log') this.#consumeLines(last)
    else this.#consumeForms(this.#layout, last)
    if (this.#text.length > MAX_RECORD) {
      this.#fail(
        0,
        `the event that begins here is longer than ${MAX_RECORD / 1024 ** 2} million characters`,
        'event-too-long',
      )
    }
  }

  #consumeLines(last: boolean): void {
    let from = 0
    for (;;) {
      let end = this.#text.indexOf('\n', from)
      if (end === -1 && last && from < this.#text.length) end = this.#text.length
      if (end === -1) break
      this.#logLine(this.#text.slice(from, end), from)
      from = end + 1
    }
    this.#drop(Math.min(from, this.#text.length))
  }

  #logLine(line: string, from: number): void {
    const tuple = logTuple(line)
    if (tuple === undefined) return
    this.#reader.text = tuple
    this.#reader.at = 0
    try {
      this.#keep(eventOfRecord(this.#reader.read(), this.#place(from).line))
    } catch (error) {
      // The tuple is our own writing: of what is wrong in it only the line is known.
      this.#explain(error instanceof Malformed ? new Malformed(error.message, from) : error, from)
    }
  }

  #consumeForms(layout: Layout, last: boolean): void {
    if (this.#reader.text === '' && layout.format === 'json') this.#reader = new FormReader('json')
    const reader = this.#reader
    // A form may end where the text ends, and then a blank shows that it does.
    reader.text = last ? `${this.#text}\n` : this.#text
    reader.at = 0
    let start = 0
    try {
      for (;;) {
        const code = reader.skip()
        start = reader.at
        if (code === -1) break
        if (layout.wrapped && this.#bracket(code)) continue
        if (this.#closed) this.#fail(start, 'text follows after the end of the history', 'malformed-history')
        this.#record(reader, start)
      }
      this.#tryAt = 0
    } catch (error) {
      if (!(error instanceof Incomplete)) throw error
      if (last)
        this.#fail(
          start,
          'the event that begins here never ends: the history is cut off',
          'truncated-history',
        )
      this.#tryAt = 2 * (this.#text.length - start)
    }
    this.#drop(Math.min(start, this.#text.length))
  }

  /** The bracket around all events, which is no event. */
  #bracket(code: number): boolean {
    if (!this.#opened) this.#opened = true
    else if (!this.#closed && (code === 93 || code === 41)) this.#closed = true
    else return false
    this.#reader.at += 1
    return true
  }

  #record(reader: FormReader, start: number): void {
    try {
      const record = reader.read()
      this.#keep(eventOfRecord(record, this.#place(start).line), start)
    } catch (error) {
      this.#explain(error, start)
    }
  }

  /** What is wrong with the event at `start`, told with its place. */
  #explain(error: unknown, start: number): never {
    if (error instanceof Malformed) this.#fail(error.at, `the text ${error.message}`, 'malformed-history')
    if (!(error instanceof NotAnEvent)) throw error
    const word = error.key === undefined ? -1 : this.#text.indexOf(error.key, start)
    this.#fail(word === -1 ? start : word, `the history ${error.message}`, 'malformed-history')
  }

  #keep({ event, index, unknown }: EventRecord, start = 0): void {
    for (const key of unknown) {
      if (this.#notes.has(key)) continue
      const { line, column } = this.#place(Math.max(start, this.#text.indexOf(key, start)))
      this.#notes.set(key, `line ${line}, column ${column}: the key ${key} is not known and passed over`)
    }
    if (index !== undefined && index <= this.#lastIndex) {
      this.#fail(
        start,
        `event ${index} comes after event ${this.#lastIndex}: two histories are mixed, or lines in disorder`,
        'mixed-history',
      )
    }
    this.#lastIndex = index ?? this.#lastIndex
    if (event.process === 'nemesis') this.#nemesis.push(event)
    else this.#events.push(this.#asMeant(event))
  }

  /** A refused compare-and-set becomes one that ended, with `false`: it proves that the value was another. */
  #asMeant(event: HistoryEvent): HistoryEvent {
    if (event.type !== 'fail' || event.f !== 'cas') return event
    const meaning =
      this.#options.failMeans ?? (this.#layout?.format === 'jepsen-log' ? 'refused' : 'no-effect')
    return meaning === 'no-effect' ? event : { ...event, type: 'ok', value: false }
  }

  /** Line and column of a position in the text at hand. */
  #place(at: number): { line: number; column: number } {
    this.#countTo(at)
    return { line: this.#countedLine, column: at - this.#countedFrom + 1 }
  }

  #counted = 0
  #countedLine = 1
  #countedFrom = 0

  #countTo(at: number): void {
    if (at < this.#counted) this.#restartCount()
    for (;;) {
      const next = this.#text.indexOf('\n', this.#counted)
      if (next === -1 || next >= at) break
      this.#counted = next + 1
      this.#countedFrom = next + 1
      this.#countedLine += 1
    }
  }

  #restartCount(): void {
    this.#counted = 0
    this.#countedLine = this.#line
    this.#countedFrom = 1 - this.#column
  }

  /** Forgets the text before `at`. */
  #drop(at: number): void {
    const { line, column } = this.#place(at)
    this.#text = this.#text.slice(at)
    this.#line = line
    this.#column = column
    this.#restartCount()
  }

  #fail(at: number, what: string, code: string): never {
    const { line, column } = this.#place(at)
    throw new UserError(`line ${line}, column ${column}: ${what}${what.endsWith('?') ? '' : '.'}`, {
      code,
      next: ADVICE[code] ?? [],
    })
  }
}

const ADVICE: Readonly<Record<string, readonly string[]>> = {
  'truncated-history': ['Take the history again, or remove the last, incomplete event.'],
  'mixed-history': ['Give the history of one run at a time.'],
  'malformed-history': ['Each event is a map with :type, :process, :f and :value, in EDN or JSON.'],
  'not-utf8': ['Save the file as UTF-8.'],
  'event-too-long': ['Check whether this is the history: its events are a few hundred characters long.'],
}

/** The whole of a text at once. */
export function readHistory(text: string, options: ReadOptions = {}): LoadedHistory {
  const reader = new HistoryReader(options)
  reader.push(new TextEncoder().encode(text))
  return reader.end()
}
