import type { Value } from '../../history/operation.ts'
import type { Entry } from './entries.ts'
import { timeline } from './timeline.ts'

export const GET = 0
export const PUT = 1
export const APPEND = 2

/** A text that no read that ended begins with: which one, nobody can tell. Only a put leaves it. */
export const DEAD = -1

/**
 * The texts that can matter: those with which some text begins that was read. All others are `DEAD`, which is exact,
 * because appending never makes them matter again. Texts are numbered as they appear, 0 is the empty one.
 */
export class ReadTexts {
  readonly #sorted: readonly string[]
  readonly #texts: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #appended = new Map<number, number>()
  readonly #pieces: readonly string[]

  constructor(read: Iterable<string>, pieces: readonly string[]) {
    this.#sorted = [...new Set(['', ...read])].sort()
    this.#pieces = pieces
    for (const text of this.#sorted) this.number(text)
  }

  /** Its number, `DEAD` of a text that no read text begins with. */
  number(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#isBeginning(text) ? this.#texts.push(text) - 1 : DEAD
    this.#numbers.set(text, number)
    return number
  }

  /** The text after piece number `piece` was appended to it. */
  append(number: number, piece: number): number {
    if (number === DEAD) return DEAD
    const key = number * this.#pieces.length + piece
    const known = this.#appended.get(key)
    if (known !== undefined) return known
    const after = this.number((this.#texts[number] as string) + (this.#pieces[piece] as string))
    this.#appended.set(key, after)
    return after
  }

  begins(beginning: number, whole: number): boolean {
    return (this.#texts[whole] as string).startsWith(this.#texts[beginning] as string)
  }

  /** Among sorted texts the ones that begin with a text follow where it would stand. */
  #isBeginning(text: string): boolean {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#sorted[middle] as string) < text) low = middle + 1
      else high = middle
    }
    const next = this.#sorted[low]
    return next !== undefined && next.slice(0, text.length) === text
  }
}

/** Operations on one key of a store as numbers. */
export interface KvHistory {
  readonly kind: Uint8Array
  /** Of `GET` and `PUT` the number of the text, of `APPEND` that of the piece. */
  readonly what: Int32Array
  readonly events: Int32Array
  readonly texts: ReadTexts
  /** How many texts were read; these have the first numbers. */
  readonly readTexts: number
}

const asText = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

const isText = (value: Value | undefined) =>
  value === undefined || value === null || typeof value === 'string'

/** Undefined where something else than texts was stored. Reads without an answer, and appending nothing, are left out. */
export function kvHistory(entries: readonly Entry[]): KvHistory | undefined {
  const kind = new Uint8Array(entries.length)
  const pieces = new Map<string, number>()
  const read: string[] = []
  for (let at = 0; at < entries.length; at += 1) {
    const { f, input, output } = (entries[at] as Entry).step
    if (f === 'append') {
      kind[at] = APPEND
      const piece = asText(input)
      if (!pieces.has(piece)) pieces.set(piece, pieces.size)
    } else if (f === 'put' || f === 'write') {
      kind[at] = PUT
      if (!isText(input)) return undefined
    } else if (!isText(output)) return undefined
    else if ((entries[at] as Entry).return !== Number.POSITIVE_INFINITY) read.push(asText(output))
  }
  const texts = new ReadTexts(read, [...pieces.keys()])
  const what = Int32Array.from(entries, ({ step }, at) => {
    if (kind[at] === APPEND) return pieces.get(asText(step.input)) as number
    return texts.number(asText(kind[at] === PUT ? step.input : step.output))
  })
  const events = timeline(entries).filter((event) => {
    const { step, return: end } = entries[event < 0 ? ~event : event] as Entry
    if (step.f === 'append') return step.input !== ''
    return (
      step.f === 'put' ||
      step.f === 'write' ||
      (end !== Number.POSITIVE_INFINITY && step.output !== undefined)
    )
  })
  return { kind, what, events, texts, readTexts: new Set(['', ...read]).size }
}
