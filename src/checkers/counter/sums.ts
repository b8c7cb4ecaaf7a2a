/**
 * The sums that can be reached from some numbers of which each is taken or not, as closed ranges in ascending order,
 * neighbours joined: [0, 3], [7, 7]. As Maelstrom tells what a counter may read.
 */
export type Ranges = readonly (readonly [number, number])[]

/** Both in ascending order; ranges that touch become one. */
function joined(a: Ranges, b: Ranges): Ranges {
  const result: [number, number][] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    const next = !right || (left && left[0] <= right[0]) ? left : right
    if (next === left) i += 1
    else j += 1
    const last = result[result.length - 1]
    if (!next) break
    if (last && next[0] <= last[1] + 1) last[1] = Math.max(last[1], next[1])
    else result.push([next[0], next[1]])
  }
  return result
}

const shifted = (ranges: Ranges, by: number): Ranges => ranges.map(([low, high]) => [low + by, high + by])

/**
 * Sums that grow one addend at a time. With many far-apart addends the ranges double each time (subset sum); beyond
 * `most` of them gaps are closed, the sums become too many, and `isExact` says so.
 */
export class ReachableSums {
  #ranges: Ranges
  #isExact = true
  readonly #most: number

  constructor(sure: number, most: number) {
    this.#ranges = [[sure, sure]]
    this.#most = most
  }

  get ranges(): Ranges {
    return this.#ranges
  }

  /** Whether every number in the ranges can be reached. That all which can be reached are in them is always so. */
  get isExact(): boolean {
    return this.#isExact
  }

  /** An addend that was added for certain. */
  add(addend: number): void {
    this.#ranges = shifted(this.#ranges, addend)
  }

  /** An addend of which nobody knows. */
  maybe(addend: number): void {
    if (addend === 0) return
    const ranges = joined(this.#ranges, shifted(this.#ranges, addend))
    const [first, last] = [ranges[0], ranges[ranges.length - 1]]
    if (ranges.length <= this.#most || !first || !last) this.#ranges = ranges
    else {
      this.#isExact = false
      this.#ranges = [[first[0], last[1]]]
    }
  }

  has(sum: number): boolean {
    let [low, high] = [0, this.#ranges.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const range = this.#ranges[middle]
      if (!range) return false
      if (sum < range[0]) high = middle - 1
      else if (sum > range[1]) low = middle + 1
      else return true
    }
    return false
  }

  text(): string {
    const shown = this.#ranges
      .slice(0, 4)
      .map(([low, high]) => (low === high ? `${low}` : `${low} to ${high}`))
    return this.#ranges.length > 4 ? `${shown.join(', ')} ...` : shown.join(', ')
  }
}
