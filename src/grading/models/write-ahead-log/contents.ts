import { goodRecords } from './form.ts'

/** A transaction for each list, then perhaps one that is not committed. */
export function file(start: number, ...transactions: readonly (readonly string[])[]): string {
  return goodRecords(
    start,
    transactions.flatMap((one) => [...one, null]),
  ).join('')
}

/** The same without the last commit record. */
export function unfinished(start: number, ...transactions: readonly (readonly string[])[]): string {
  const payloads = transactions.flatMap((one) => [...one, null])
  return goodRecords(start, payloads.slice(0, -1)).join('')
}

/** The last so many characters have not come to the disk. */
export function torn(text: string, missing: number): string {
  return text.slice(0, -missing)
}

/** The record with this number, from 0, is not there. */
export function without(text: string, index: number): string {
  return recordsOf(text)
    .filter((_, at) => at !== index)
    .join('')
}

/** In the record with this number, from 0, one text became another. */
export function damaged(text: string, index: number, from: string, to: string): string {
  return recordsOf(text)
    .map((record, at) => (at === index ? record.replace(from, to) : record))
    .join('')
}

/** Its records, where no payload holds a line feed. */
function recordsOf(text: string): string[] {
  return text.split(/(?<=\n)/)
}

const SHORT = file(1, ['a'], ['b'])
const LONG = file(1, ['a', 'b'], ['c'], ['d', ''])
const LATER = file(4, ['x'], ['y', 'z'])
const OPEN = unfinished(1, ['a'], ['b', 'c'])
const ODD = file(1, ['a\nb'], ['', '2:C:0::5'], ['c'])
const NINTH = file(8, ['p'], [], ['q', 'r'])

/** A log in each of these states has been met by somebody's database after a crash. */
export const CONTENTS: readonly string[] = [
  '',
  SHORT,
  LONG,
  LATER,
  OPEN,
  ODD,
  NINTH,
  unfinished(3, ['a']),
  unfinished(1, ['a', 'b'], ['c']),
  ...[SHORT, LONG, LATER, OPEN, ODD, NINTH].flatMap((text) => [
    // Just the line feed, the middle of a checksum, the middle of a record, and more than a record.
    ...[1, 4, 12, 25].map((missing) => torn(text, missing)),
    `${text}\0\0\0\0`,
    `${text}${SHORT}`,
  ]),
  ...[SHORT, LONG, LATER, OPEN, NINTH].flatMap((text) => [
    ...[0, 1, 2].map((index) => without(text, index)),
    ...[0, 1, 2].map((index) => damaged(text, index, ':D:', ':C:')),
    ...[1, 2].map((index) => damaged(text, index, ':1:', ':9:')),
    ...[2, 3].map((index) => damaged(text, index, ':0:', ':1:')),
    damaged(text, 1, ':1:', ':99999999999999999999:'),
    damaged(text, 2, ':1:', ':2147483648:'),
    damaged(text, 0, 'D:1:a', 'D:1:b'),
    damaged(text, 2, 'D:1:', 'D:1:A'),
  ]),
  `${LONG}${file(9, ['e'])}`,
  `${LONG}${file(5, ['e'])}`,
  `${SHORT}${file(6, ['e'])}`,
  `${LATER}${LATER}`,
]
