import type { LogRecord } from './form.ts'

/** A record in the file, and where it ends there. */
interface Placed {
  readonly lsn: number
  readonly end: number
  readonly isCommit: boolean
}

/** All that a log knows: a cell of its own, because a program may wrongly share it among its logs. */
export class State {
  /** The LSN of the next record. */
  next = 1
  durable = 0
  hasFailed = false
  /** Records were added since the last commit. */
  isOpen = false
  waiting: LogRecord[] = []
  /** Written and not synced: for programs that go on after a failure. */
  unsynced: LogRecord[] = []
  placed: Placed[] = []
  length = 0
  /** How many characters were discarded. */
  taken = 0

  /** Records are at the end of the file. */
  place(records: readonly LogRecord[], textOf: (record: LogRecord) => string): void {
    for (const record of records) {
      this.length += textOf(record).length
      this.placed.push({ lsn: record.lsn, end: this.length, isCommit: record.kind === 'C' })
    }
  }

  /** The first so many characters are gone. */
  drop(length: number): void {
    this.placed = this.placed
      .filter(({ end }) => end > length)
      .map((one) => ({ ...one, end: one.end - length }))
    this.length -= length
    this.taken += length
  }
}
