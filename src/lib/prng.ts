import { exp, ln } from './portable-math.ts'
import { exponentialLayers, normalLayers } from './ziggurat.ts'

const TWO_TO_32 = 4294967296
const TWO_TO_MINUS_53 = 1.1102230246251565e-16

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
 */
export class RandomStream {
  readonly #key0: number
  readonly #key1: number
  /** The two words of the last block. */
  #a = 0
  #b = 0

  /** `seed` is an integer in [0, 2^53). */
  constructor(seed: number, name: string) {
    this.#key0 = seed | 0
    this.#key1 = Math.floor(seed / TWO_TO_32) | 0
    this.#block(fnv1a(name), name.length)
    this.#key0 = this.#a
    this.#key1 = this.#b
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  uniform(n: number): number {
    this.#block(n, 0)
    return this.#fraction()
  }

  /** One of the integers 0 to bound - 1, all equally likely; `bound` is at most 2^32. */
  integer(n: number, bound: number): number {
    const mask = bound > 1 ? -1 >>> Math.clz32(bound - 1) : 0
    for (let attempt = 0; ; attempt += 1) {
      this.#block(n, attempt)
      const candidate = (this.#a & mask) >>> 0
      if (candidate < bound) return candidate
    }
  }

  /** Exponential with mean 1, by the ziggurat of Marsaglia and Tsang (2000) with 256 layers. */
  exponential(n: number): number {
    const { x, y } = exponentialLayers
    let shift = 0
    for (let attempt = 0; ; attempt += 2) {
      this.#block(n, attempt)
      const layer = this.#a & 255
      const point = this.#fraction() * (x[layer] as number)
      if (point < (x[layer + 1] as number)) return shift + point
      // The tail beyond the last layer has the same shape again, because the law has no memory.
      if (layer === 0) shift += x[1] as number
      else if (this.#under(y, layer, n, attempt) < exp(-point)) return shift + point
    }
  }

  /** Normal with mean 0 and variance 1, by the same method. */
  normal(n: number): number {
    const { x, y } = normalLayers
    for (let attempt = 0; ; attempt += 2) {
      this.#block(n, attempt)
      const layer = this.#a & 255
      const sign = (this.#a & 256) === 0 ? 1 : -1
      const point = this.#fraction() * (x[layer] as number)
      if (point < (x[layer + 1] as number)) return sign * point
      if (layer === 0) return sign * this.#normalTail(n, attempt + 2)
      if (this.#under(y, layer, n, attempt) < exp(-0.5 * point * point)) return sign * point
    }
  }

  /** A height chosen evenly within a layer. */
  #under(y: Float64Array, layer: number, n: number, attempt: number): number {
    this.#block(n, attempt + 1)
    const low = y[layer] as number
    return low + this.#fraction() * ((y[layer + 1] as number) - low)
  }

  /** Marsaglia (1964): a normal given that it lies beyond the last layer. */
  #normalTail(n: number, from: number): number {
    const edge = normalLayers.x[1] as number
    for (let attempt = from; ; attempt += 2) {
      this.#block(n, attempt)
      const beyond = -ln(1 - this.#fraction()) / edge
      this.#block(n, attempt + 1)
      if (-2 * ln(1 - this.#fraction()) > beyond * beyond) return edge + beyond
    }
  }

  /** 53 bits of the block; none of the low nine bits of its first word, which choose the layer. */
  #fraction(): number {
    return ((this.#a >>> 11) * TWO_TO_32 + (this.#b >>> 0)) * TWO_TO_MINUS_53
  }

  /** Threefry-2x32-13 of counter (n, attempt), unrolled: every draw of every simulation passes here. */
  #block(n: number, attempt: number): void {
    const k0 = this.#key0
    const k1 = this.#key1
    const k2 = k0 ^ k1 ^ 0x1bd11bda
    let a = (n + k0) | 0
    let b = (attempt + k1) | 0
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
    this.#a = a
    this.#b = ((b << 17) | (b >>> 15)) ^ a
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash
}
