/** Each power of two is cut into this many buckets. */
const SUB_BUCKETS = 256
const SUB_BITS = 8
/** Values up to 2^46 us, more than two years. */
const OCTAVES = 40

/**
 * A histogram of non-negative integers whose buckets widen with the value, after HdrHistogram.
 * Values below 512 are exact; above, a percentile is the middle of a bucket at most 1/256 as wide as
 * its value, so at most 0.2 % off. The mean is exact.
 */
export class Histogram {
  count = 0
  #sum = 0
  #max = 0
  readonly #buckets = new Uint32Array(SUB_BUCKETS * OCTAVES)

  record(value: number): void {
    const bucket = bucketOf(value)
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1
    this.count += 1
    this.#sum += value
    if (value > this.#max) this.#max = value
  }

  /** Forgets all, as at the end of a warm-up. */
  restart(): void {
    this.count = 0
    this.#sum = 0
    this.#max = 0
    this.#buckets.fill(0)
  }

  /** NaN when nothing was recorded. */
  mean(): number {
    return this.#sum / this.count
  }

  /** The value that a share `q` of all values does not exceed (nearest rank); NaN when empty. */
  quantile(q: number): number {
    if (this.count === 0) return Number.NaN
    let left = Math.max(1, Math.ceil(q * this.count))
    for (let bucket = 0; bucket < this.#buckets.length; bucket += 1) {
      left -= this.#buckets[bucket] ?? 0
      if (left <= 0) return Math.min(middleOf(bucket), this.#max)
    }
    throw new Error('a histogram lost some of its values')
  }
}

function bucketOf(value: number): number {
  if (value < 2 * SUB_BUCKETS) return value
  const octave = octaveOf(value)
  return Math.min(SUB_BUCKETS * octave + Math.floor(value / powerOfTwo(octave)), SUB_BUCKETS * OCTAVES - 1)
}

/** How often `value` must be halved to lie in [256, 512). */
function octaveOf(value: number): number {
  const low = value < 4294967296 ? 31 - Math.clz32(value) : 63 - Math.clz32(Math.floor(value / 4294967296))
  return low - SUB_BITS
}

function middleOf(bucket: number): number {
  if (bucket < 2 * SUB_BUCKETS) return bucket
  const octave = Math.floor(bucket / SUB_BUCKETS) - 1
  const width = powerOfTwo(octave)
  return (bucket - SUB_BUCKETS * octave) * width + (width - 1) / 2
}

function powerOfTwo(exponent: number): number {
  return exponent < 31 ? 1 << exponent : 1073741824 * (1 << (exponent - 30))
}
