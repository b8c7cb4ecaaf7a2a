/** A number for each stretch of virtual time of the same length; what is later than the last is left out. */
export class Buckets {
  readonly values: Float64Array
  readonly widthUs: number

  constructor(untilUs: number, widthUs: number) {
    this.widthUs = widthUs
    this.values = new Float64Array(Math.max(1, Math.ceil(untilUs / widthUs)))
  }

  add(atUs: number, value: number): void {
    const bucket = Math.floor(atUs / this.widthUs)
    if (bucket < this.values.length) this.values[bucket] = (this.values[bucket] as number) + value
  }

  /** Raises the bucket to `value` if it is less. */
  raise(atUs: number, value: number): void {
    const bucket = Math.floor(atUs / this.widthUs)
    if (value > (this.values[bucket] ?? Number.POSITIVE_INFINITY)) this.values[bucket] = value
  }

  /** What was added, per second. */
  perSecond(): number[] {
    return Array.from(this.values, (value) => (value * 1e6) / this.widthUs)
  }

  /** Each bucket divided by that of `whole`; `ofNone` where that is 0. */
  dividedBy(whole: Buckets, ofNone: number): number[] {
    return Array.from(this.values, (value, bucket) => {
      const divisor = whole.values[bucket] ?? 0
      return divisor === 0 ? ofNone : value / divisor
    })
  }

  /** The sum over the buckets that begin in [fromUs, untilUs). */
  sum(fromUs: number, untilUs: number): number {
    const first = Math.ceil(fromUs / this.widthUs)
    const end = Math.ceil(untilUs / this.widthUs)
    return this.values.subarray(first, Math.max(first, end)).reduce((sum, value) => sum + value, 0)
  }
}
