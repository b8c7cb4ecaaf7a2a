export interface Options {
  hash: (text: string) => number
  write: (text: string) => Promise<void>
  sync: () => Promise<void>
  truncate: (length: number) => Promise<void>
  discard: (length: number) => Promise<void>
}

/** The log has failed and takes nothing until it has recovered. */
export class LogFailedError extends Error {
  override name = 'LogFailedError'
}

/** The data files are ahead of the log. */
export class NotDurableError extends Error {
  override name = 'NotDurableError'
}

/** Records between the checkpoint and the start of the log are missing. */
export class MissingRecordsError extends Error {
  override name = 'MissingRecordsError'
}

type Kind = 'D' | 'C'

interface LogRecord {
  readonly lsn: number
  readonly kind: Kind
  readonly payload: string
  /** As it stands in the file. */
  readonly text: string
}

interface Commit {
  readonly lsn: number
  /** Where its record ends in the file. */
  readonly end: number
}

/** A write-ahead log. Records may be added while a flush is under way: they wait for the next one. */
export class WriteAheadLog {
  readonly #file: Options
  #durable = 0
  #last = 0
  #waiting: LogRecord[] = []
  #commits: Commit[] = []
  #length = 0
  #hasFailed = false

  constructor(options: Options) {
    this.#file = options
  }

  append(payload: string): number {
    return this.#add('D', payload)
  }

  commit(): number {
    return this.#add('C', '')
  }

  async flush(): Promise<number> {
    this.#check()
    const records = this.#waiting
    if (records.length === 0) return this.#durable
    this.#waiting = []
    try {
      await this.#file.write(records.map(({ text }) => text).join(''))
      await this.#file.sync()
    } catch (error) {
      this.#hasFailed = true
      throw error
    }
    for (const record of records) this.#wrote(record)
    return this.#durable
  }

  durable(): number {
    return this.#durable
  }

  async checkpoint(lsn: number): Promise<void> {
    this.#check()
    if (lsn > this.#durable) throw new NotDurableError(`${lsn} is not durable, ${this.#durable} is`)
    const end = this.#commits.findLast((one) => one.lsn <= lsn)?.end
    if (end === undefined) return
    await this.#file.discard(end)
    this.#commits = this.#commits
      .filter((one) => one.lsn > lsn)
      .map((one) => ({ lsn: one.lsn, end: one.end - end }))
    this.#length -= end
  }

  async recover(contents: string, checkpoint: number): Promise<string[]> {
    this.#hasFailed = true
    const records = this.#read(contents)
    const first = records[0]?.lsn ?? 0
    if (first > checkpoint + 1) {
      throw new MissingRecordsError(`the log starts at ${first}, after ${checkpoint}`)
    }
    let commits = commitsOf(records)
    // A record after the checkpoint would leave a gap behind these.
    if ((commits.at(-1)?.lsn ?? 0) < checkpoint) commits = []
    const kept = commits.at(-1) ?? { lsn: 0, end: 0 }
    if (kept.end < contents.length) await this.#file.truncate(kept.end)
    this.#durable = Math.max(kept.lsn, checkpoint)
    this.#last = this.#durable
    this.#waiting = []
    this.#commits = commits
    this.#length = kept.end
    this.#hasFailed = false
    return payloadsOf(records, checkpoint)
  }

  #check(): void {
    if (this.#hasFailed) throw new LogFailedError('the log has failed; recover first')
  }

  #add(kind: Kind, payload: string): number {
    this.#check()
    this.#last += 1
    this.#waiting.push(this.#record(this.#last, kind, payload))
    return this.#last
  }

  #wrote({ lsn, kind, text }: LogRecord): void {
    this.#length += text.length
    if (kind === 'C') this.#commits.push({ lsn, end: this.#length })
    this.#durable = lsn
  }

  #record(lsn: number, kind: Kind, payload: string): LogRecord {
    const head = `${lsn}:${kind}:${payload.length}:${payload}`
    return { lsn, kind, payload, text: `${head}:${this.#file.hash(head)}\n` }
  }

  /** The good records, from the front up to the first that is not. */
  #read(contents: string): LogRecord[] {
    const records: LogRecord[] = []
    const head = /(\d{1,15}):([DC]):(\d{1,15}):/y
    let at = 0
    for (;;) {
      head.lastIndex = at
      const [found, lsn, kind, length] = head.exec(contents) ?? []
      if (found === undefined) return records
      const start = at + found.length
      const payload = contents.slice(start, start + Number(length))
      const record = this.#record(Number(lsn), kind as Kind, payload)
      if (!contents.startsWith(record.text, at)) return records
      const before = records.at(-1)
      if (before !== undefined && record.lsn !== before.lsn + 1) return records
      records.push(record)
      at += record.text.length
    }
  }
}

function commitsOf(records: readonly LogRecord[]): Commit[] {
  let end = 0
  return records.flatMap(({ lsn, kind, text }) => {
    end += text.length
    return kind === 'C' ? [{ lsn, end }] : []
  })
}

/** Of the transactions that the data files lack. */
function payloadsOf(records: readonly LogRecord[], checkpoint: number): string[] {
  const payloads: string[] = []
  let transaction: string[] = []
  for (const { lsn, kind, payload } of records) {
    if (kind === 'D') {
      transaction.push(payload)
      continue
    }
    if (lsn > checkpoint) payloads.push(...transaction)
    transaction = []
  }
  return payloads
}
