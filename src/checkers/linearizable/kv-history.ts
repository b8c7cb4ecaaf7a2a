import type { Value } from '../../history/operation.ts'
import type { Entry } from './entries.ts'
import { ReadTexts } from './read-texts.ts'
import { timeline } from './timeline.ts'

export const GET = 0
export const PUT = 1
export const APPEND = 2

/** Operations on one key of a store as numbers. */
export interface KvHistory {
  readonly kind: Uint8Array
  /** Of `GET` and `PUT` the number of the text, of `APPEND` that of the piece. */
  readonly what: Int32Array
  readonly events: Int32Array
  readonly texts: ReadTexts
}

const asText = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

const isText = (value: Value | undefined) =>
  value === undefined || value === null || typeof value === 'string'

/** Undefined where something else than texts was stored. Reads without an answer, and appending nothing, are left out. */
export function kvHistory(entries: readonly Entry[]): KvHistory | undefined {
  const count = entries.length
  const kind = new Uint8Array(count)
  const idle = new Uint8Array(count)
  const what = new Int32Array(count)
  const pieces: string[] = []
  const read: string[] = []
  for (let at = 0; at < count; at += 1) {
    const { step, return: end } = entries[at] as Entry
    if (step.f === 'append') {
      kind[at] = APPEND
      const piece = asText(step.input)
      if (piece === '') idle[at] = 1
      what[at] = pieces.push(piece) - 1
    } else if (step.f === 'put' || step.f === 'write') {
      kind[at] = PUT
      if (!isText(step.input)) return undefined
    } else if (!isText(step.output)) return undefined
    else if (end === Number.POSITIVE_INFINITY || step.output === undefined) idle[at] = 1
    else read.push(asText(step.output))
  }
  const texts = new ReadTexts(read, pieces)
  let next = 0
  for (let at = 0; at < count; at += 1) {
    if (kind[at] === PUT) what[at] = texts.number(asText((entries[at] as Entry).step.input))
    else if (kind[at] === GET && idle[at] === 0) what[at] = texts.read[next++] as number
  }
  return { kind, what, events: timeline(entries, idle), texts }
}
