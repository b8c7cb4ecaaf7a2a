import { exp, ln } from './portable-math.ts'
import { exponentialLayers, normalLayers } from './ziggurat.ts'

const TWO_TO_32 = 4294967296
const TWO_TO_MINUS_53 = 1.1102230246251565e-16

/** Windows grow from the first size to the last, so that a stream of few draws costs little. */
const FIRST_WINDOW = 8
const LAST_WINDOW = 128

const { x: expX, y: expY } = exponentialLayers
const { x: normalX, y: normalY } = normalLayers

/** Where a single block outside all windows goes. Whoever has it computed reads it at once. */
const singleWord = new Int32Array(1)
const singleFraction = new Float64Array(1)

/**
 * Random numbers that are a function of where they are used: draw `n` of a stream is
 * hash(seed, stream name, n). There is no state to advance, so one consumer more or less shifts no
 * other draw, and two runs that differ in one choice still share all the others (common random
 * numbers). `n` is an integer in [0, 2^32).
 *
 * The hash is Threefry-2x32 with 13 rounds. Salmon, Moraes, Dror and Shaw, "Parallel Random
 * Numbers: As Easy as 1, 2, 3" (SC'11) report that it passes the Crush batteries. Integers and
 * 53-bit uniforms need integer arithmetic alone; the distributions use `portable-math.ts`, so the
 * same seed gives the same bits on every engine.
 *
 * Most consumers take their draws in order. A stream notices and computes a window of blocks ahead
 * in one tight loop, which a processor overlaps: less than half the cost, and the same values.
 */
export class RandomStream {
  readonly #key0: number
  readonly #key1: number
  /** The window holds the counters `#from` to `#from + #filled - 1`: the first word of each block ... */
  #from = 0
  #filled = 0
  #words = new Int32Array(FIRST_WINDOW)
  /** ... and its 53 bits as a fraction. The low nine bits of the word, which choose the layer, are not in it. */
  #fractions = new Float64Array(FIRST_WINDOW)

  /** `seed` is an integer in [0, 2^53). */
  constructor(seed: number, name: string) {
    const high = Math.floor(seed / TWO_TO_32) | 0
    this.#key0 = threefry(seed | 0, high, fnv1a(name), name.length, 1, singleWord, singleFraction)
    this.#key1 = secondWord
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  uniform(n: number): number {
    const at = this.#find(n)
    return this.#fractions[at] as number
  }

  /** One of the integers 0 to bound - 1, all equally likely; `bound` is at most 2^32. */
  integer(n: number, bound: number): number {
    const mask = bound > 1 ? -1 >>> Math.clz32(bound - 1) : 0
    const at = this.#find(n)
    let candidate = ((this.#words[at] as number) & mask) >>> 0
    for (let attempt = 1; candidate >= bound; attempt += 1) {
      candidate = (this.#word(n, attempt) & mask) >>> 0
    }
    return candidate
  }

  /** Exponential with mean 1, by the ziggurat of Marsaglia and Tsang (2000) with 256 layers. */
  exponential(n: number): number {
    const at = this.#find(n)
    const layer = (this.#words[at] as number) & 255
    const point = (this.#fractions[at] as number) * (expX[layer] as number)
    return point < (expX[layer + 1] as number) ? point : this.#exponentialBeyond(n, layer, point)
  }

  /** Normal with mean 0 and variance 1, by the same method. */
  normal(n: number): number {
    const at = this.#find(n)
    const word = this.#words[at] as number
    const layer = word & 255
    const point = (this.#fractions[at] as number) * (normalX[layer] as number)
    if (point >= (normalX[layer + 1] as number)) return this.#normalBeyond(n, word, point)
    return (word & 256) === 0 ? point : -point
  }

  /** About one draw in a hundred: the first point lies outside the rectangle that is surely under the curve. */
  #exponentialBeyond(n: number, firstLayer: number, firstPoint: number): number {
    let layer = firstLayer
    let point = firstPoint
    let shift = 0
    for (let attempt = 2; ; attempt += 2) {
      // The tail beyond the last layer has the same shape again, because the law has no memory.
      if (layer === 0) shift += expX[1] as number
      else if (this.#height(expY, layer, n, attempt - 1) < exp(-point)) return shift + point
      layer = this.#word(n, attempt) & 255
      point = (singleFraction[0] as number) * (expX[layer] as number)
      if (point < (expX[layer + 1] as number)) return shift + point
    }
  }

  #normalBeyond(n: number, firstWord: number, firstPoint: number): number {
    let word = firstWord
    let point = firstPoint
    for (let attempt = 2; ; attempt += 2) {
      const layer = word & 255
      const sign = (word & 256) === 0 ? 1 : -1
      if (point < (normalX[layer + 1] as number)) return sign * point
      if (layer === 0) return sign * this.#normalTail(n, attempt)
      if (this.#height(normalY, layer, n, attempt - 1) < exp(-0.5 * point * point)) return sign * point
      word = this.#word(n, attempt)
      point = (singleFraction[0] as number) * (normalX[word & 255] as number)
    }
  }

  /** A height chosen evenly within a layer. */
  #height(y: Float64Array, layer: number, n: number, attempt: number): number {
    const low = y[layer] as number
    return low + this.#fraction(n, attempt) * ((y[layer + 1] as number) - low)
  }

  /** Marsaglia (1964): a normal given that it lies beyond the last layer. */
  #normalTail(n: number, from: number): number {
    const edge = normalX[1] as number
    for (let attempt = from; ; attempt += 2) {
      const beyond = -ln(1 - this.#fraction(n, attempt)) / edge
      if (-2 * ln(1 - this.#fraction(n, attempt + 1)) > beyond * beyond) return edge + beyond
    }
  }

  #fraction(n: number, attempt: number): number {
    this.#word(n, attempt)
    return singleFraction[0] as number
  }

  /** The first word of block (n, attempt), which is kept nowhere but in the single block. */
  #word(n: number, attempt: number): number {
    return threefry(this.#key0, this.#key1, n, attempt, 1, singleWord, singleFraction)
  }

  /** Where draw `n` is in the window; to be asked before the arrays are, because they may be replaced. */
  #find(n: number): number {
    const at = n - this.#from
    return at >= 0 && at < this.#filled ? at : this.#moveTo(n)
  }

  /** A window ahead when the last one was used to its end, one block when the draws jump about. */
  #moveTo(n: number): number {
    const inOrder = n === this.#from + this.#filled
    const count = inOrder ? Math.min(Math.max(FIRST_WINDOW, 8 * this.#filled), LAST_WINDOW) : 1
    if (count > this.#words.length) {
      this.#words = new Int32Array(count)
      this.#fractions = new Float64Array(count)
    }
    threefry(this.#key0, this.#key1, n, 0, count, this.#words, this.#fractions)
    this.#from = n
    this.#filled = count
    return 0
  }
}

/** The second word of the last block; a key is made of both. */
let secondWord = 0

/**
 * Threefry-2x32-13 of the counters (from, attempt), (from + 1, attempt), ...: the first words into
 * `words`, 53 bits of each as `fractions`. Gives the last first word. Unrolled, because every draw
 * of every simulation passes here.
 */
function threefry(
  k0: number,
  k1: number,
  from: number,
  attempt: number,
  count: number,
  words: Int32Array,
  fractions: Float64Array,
): number {
  const k2 = k0 ^ k1 ^ 0x1bd11bda
  const firstA = (from + k0) | 0
  const firstB = (attempt + k1) | 0
  let a = 0
  let b = 0
  for (let i = 0; i < count; i += 1) {
    a = (firstA + i) | 0
    b = firstB
    a = (a + b) | 0
    b = ((b << 13) | (b >>> 19)) ^ a
    a = (a + b) | 0
    b = ((b << 15) | (b >>> 17)) ^ a
    a = (a + b) | 0
    b = ((b << 26) | (b >>> 6)) ^ a
    a = (a + b) | 0
    b = ((b << 6) | (b >>> 26)) ^ a
    a = (a + k1) | 0
    b = (b + k2 + 1) | 0
    a = (a + b) | 0
    b = ((b << 17) | (b >>> 15)) ^ a
    a = (a + b) | 0
    b = ((b << 29) | (b >>> 3)) ^ a
    a = (a + b) | 0
    b = ((b << 16) | (b >>> 16)) ^ a
    a = (a + b) | 0
    b = ((b << 24) | (b >>> 8)) ^ a
    a = (a + k2) | 0
    b = (b + k0 + 2) | 0
    a = (a + b) | 0
    b = ((b << 13) | (b >>> 19)) ^ a
    a = (a + b) | 0
    b = ((b << 15) | (b >>> 17)) ^ a
    a = (a + b) | 0
    b = ((b << 26) | (b >>> 6)) ^ a
    a = (a + b) | 0
    b = ((b << 6) | (b >>> 26)) ^ a
    a = (a + k0) | 0
    b = (b + k1 + 3) | 0
    a = (a + b) | 0
    b = ((b << 17) | (b >>> 15)) ^ a
    words[i] = a
    fractions[i] = ((a >>> 11) * TWO_TO_32 + (b >>> 0)) * TWO_TO_MINUS_53
  }
  secondWord = b
  return a
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash
}
