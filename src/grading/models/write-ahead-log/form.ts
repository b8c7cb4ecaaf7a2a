import { givenHash } from '../given-hash.ts'
import type { Has } from './misconceptions.ts'

export interface LogRecord {
  readonly lsn: number
  readonly kind: 'D' | 'C'
  readonly payload: string
}

/** A record that was read, and where it ends in the file. */
export interface Read extends LogRecord {
  readonly end: number
}

/** As it stands in the file. */
export function encoded({ lsn, kind, payload }: LogRecord, has: Has = () => false): string {
  const text = `${lsn}:${kind}:${payload.length}:${payload}`
  return `${text}:${givenHash(covered(text, payload, has))}\n`
}

/** What the checksum is of. */
function covered(text: string, payload: string, has: Has): string {
  if (has('checksum-of-payload')) return payload
  if (has('checksum-without-lsn')) return text.slice(text.indexOf(':') + 1)
  return has('checksum-with-colon') ? `${text}:` : text
}

/**
 * Good records from this LSN on: data records with these payloads, and commit records where there is null.
 */
export function goodRecords(start: number, payloads: readonly (string | null)[]): string[] {
  return payloads.map((payload, at) =>
    encoded({ lsn: start + at, kind: payload === null ? 'C' : 'D', payload: payload ?? '' }),
  )
}

/** The records from the front up to the first bad one: torn, damaged, or not the next. */
export function readRecords(contents: string, has: Has, checkpoint = 0): Read[] {
  const records: Read[] = []
  let at = 0
  while (at < contents.length) {
    const record = recordAt(contents, at, has)
    if (record !== undefined && isNextOf(record, records.at(-1), has, checkpoint)) {
      records.push(record)
      at = record.end
      continue
    }
    const next = contents.indexOf('\n', at) + 1
    if (!has('skips-the-bad') || next === 0) break
    at = next
  }
  const endsWhole = records.at(-1)?.end === contents.length
  return has('loses-the-last') && endsWhole ? records.slice(0, -1) : records
}

function isNextOf({ lsn }: Read, before: Read | undefined, has: Has, checkpoint: number): boolean {
  if (before === undefined && has('expects-lsn-one')) return lsn === 1
  if (before === undefined && has('expects-the-checkpoint')) return lsn === checkpoint + 1
  if (before === undefined || has('ignores-lsns')) return true
  const isLoose = has('accepts-higher-lsns') || has('skips-the-bad')
  return isLoose ? lsn > before.lsn : lsn === before.lsn + 1
}

function recordAt(contents: string, at: number, has: Has): Read | undefined {
  const pattern = /(\d{1,15}):([DC]):(\d{1,15}):/y
  pattern.lastIndex = at
  const [head, lsn = '', kind, length = ''] = pattern.exec(contents) ?? []
  if (head === undefined) return undefined
  const start = at + head.length
  const payload = contents.slice(start, start + Number(length))
  if (payload.length < Number(length)) return undefined
  if (payload.includes('\n') && has('splits-lines')) return undefined
  const record = { lsn: Number(lsn), kind: kind === 'C' ? 'C' : 'D', payload } as const
  const end = endOf(contents, at, encoded(record, has), start + payload.length, has)
  return end === undefined ? undefined : { ...record, end }
}

/** Where the record ends that should read `text`; undefined when it is not good. */
function endOf(contents: string, at: number, text: string, tail: number, has: Has): number | undefined {
  if (contents.startsWith(text, at)) return at + text.length
  if (contents.slice(at) === text.slice(0, -1)) {
    if (has('needs-no-line-end')) return contents.length
    if (has('counts-a-missing-line-end')) return contents.length + 1
  }
  const checksum = /:\d+\n/y
  checksum.lastIndex = tail
  return has('no-checksum') && checksum.test(contents) ? checksum.lastIndex : undefined
}
