import { ran } from '../../value.ts'
import { Escape, type Trail } from '../trail.ts'
import { encoded, type LogRecord } from './form.ts'
import type { Has } from './misconceptions.ts'
import type { State } from './state.ts'

const FINAL = 'a-failure-is-final'
const GROUPED = 'commits-in-groups'
const SYNCED = 'durable-only-when-synced'

/** A flush: one write of all that waits, then one sync, and no second try. */
export class Flush {
  readonly #has: Has
  readonly #trail: Trail
  readonly #state: State
  #hasWritten = false

  constructor(has: Has, trail: Trail, state: State) {
    this.#has = has
    this.#trail = trail
    this.#state = state
  }

  run(): void {
    const records = this.#due()
    if (records.length === 0 && this.#state.unsynced.length === 0) {
      this.#idle()
      return
    }
    try {
      for (const group of this.#groups(records)) this.#put(group)
      this.#state.waiting = this.#state.waiting.filter((one) => !records.includes(one))
    } catch (error) {
      this.#failed()
      if (this.#has('swallows-the-failure')) return
      throw this.#has('wraps-the-failure') ? new Escape('LogFailedError', FINAL) : error
    }
  }

  /** For a program that writes each record at once. */
  writeNow(record: LogRecord): void {
    try {
      this.#write(this.#text(record))
      this.#state.unsynced.push(record)
    } catch (error) {
      this.#state.hasFailed = true
      throw error
    }
  }

  #due(): LogRecord[] {
    const { waiting } = this.#state
    if (!this.#has('holds-the-uncommitted')) return waiting
    return waiting.slice(0, waiting.findLastIndex(({ kind }) => kind === 'C') + 1)
  }

  /** Nothing waits. */
  #idle(): void {
    if (this.#has('writes-nothing')) this.#write('')
    if (this.#has('writes-nothing') || this.#has('syncs-nothing')) this.#sync()
  }

  #groups(records: readonly LogRecord[]): (readonly LogRecord[])[] {
    if (!this.#has('sync-per-commit')) return [records]
    const groups: LogRecord[][] = [[]]
    for (const record of records) {
      groups.at(-1)?.push(record)
      if (record.kind === 'C') groups.push([])
    }
    return groups.filter((group) => group.length > 0)
  }

  #put(group: readonly LogRecord[]): void {
    if (this.#has('syncs-first')) this.#sync()
    const texts = group.map((one) => this.#text(one))
    for (const text of this.#has('write-per-record') || group.length === 0 ? texts : [texts.join('')]) {
      this.#write(text)
    }
    this.#hasWritten = true
    const written = [...this.#state.unsynced, ...group]
    if (this.#has('durable-when-written')) this.#moveDurable(written)
    if (!this.#has('never-syncs') && !this.#has('syncs-first')) this.#sync()
    this.#moveDurable(written)
    this.#state.place(written, (one) => this.#text(one))
    this.#state.unsynced = []
  }

  #moveDurable(written: readonly LogRecord[]): void {
    const counted = this.#has('durable-at-commits') ? written.filter(({ kind }) => kind === 'C') : written
    this.#state.durable = counted.at(-1)?.lsn ?? this.#state.durable
  }

  #text(record: LogRecord): string {
    return encoded(record, this.#has)
  }

  #write(text: string): void {
    let failed = this.#trail.run((did) => ruleOfWrite(text, did), 'write', text)
    if (failed !== undefined && this.#has('retries-write')) failed = this.#trail.run(FINAL, 'write', text)
    if (failed === undefined) return
    if (this.#has('syncs-after-a-failed-write')) this.#trail.run(FINAL, 'sync')
    throw new Escape(failed, FINAL)
  }

  #sync(): void {
    let failed = this.#trail.run(SYNCED, 'sync')
    if (failed !== undefined && this.#has('retries-sync')) failed = this.#trail.run(FINAL, 'sync')
    if (failed !== undefined) throw new Escape(failed, FINAL)
  }

  /** What is left of the log after a failure. */
  #failed(): void {
    const state = this.#state
    const isKept = this.#has('keeps-for-another-try')
    const goesOn = this.#has('forgets-what-failed')
    if (goesOn) state.waiting = []
    if (isKept || goesOn) return
    const isLate = this.#has('writes-on-after-a-failure')
    if (this.#hasWritten) {
      state.hasFailed = !isLate && !this.#has('believes-the-next-sync')
      if (this.#has('believes-the-next-sync')) state.unsynced = [...state.unsynced, ...state.waiting]
      if (isLate) state.place(state.waiting, (one) => this.#text(one))
    } else {
      state.hasFailed = !isLate && !this.#has('write-failure-is-passing')
    }
    const isStillWaiting = !this.#hasWritten && !state.hasFailed
    if (!isStillWaiting && !this.#has('failed-records-survive')) state.waiting = []
  }
}

function ruleOfWrite(text: string, did: string | undefined): string {
  if (did === undefined) return GROUPED
  if (!did.startsWith('write(')) return SYNCED
  // A beginning of what is due, with the closing quote and bracket left out.
  return ran('write', [text]).startsWith(did.slice(0, -2)) ? GROUPED : 'writes-the-stated-form'
}
