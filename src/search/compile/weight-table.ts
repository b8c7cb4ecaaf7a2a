import { RandomStream } from '../../lib/prng.ts'

/** Begins the sums of squares, so that the first step is not too long. */
const FIRST_SQUARES = 1e-3

export interface WeightTableOptions {
  readonly rows: number
  /** Weights in a row. */
  readonly width: number
  readonly step: number
  /** Pulls weights towards zero at each move. */
  readonly decay?: number
  /** Weights begin normal with this standard deviation, the same for the same `name`; without it at zero. */
  readonly begin?: { readonly spread: number; readonly name: string }
}

/** Weights that move against their errors, each by steps that shorten with its errors before (AdaGrad; Duchi, Hazan and Singer, 2011, section 1). */
export class WeightTable {
  readonly width: number
  /** Row after row. */
  readonly weights: Float32Array
  readonly #squares: Float32Array
  readonly #step: number
  readonly #decay: number

  constructor({ rows, width, step, decay = 0, begin }: WeightTableOptions) {
    this.width = width
    this.weights = new Float32Array(rows * width)
    this.#squares = new Float32Array(rows * width).fill(FIRST_SQUARES)
    this.#step = step
    this.#decay = decay
    if (begin === undefined) return
    const random = new RandomStream(0, begin.name)
    for (let at = 0; at < this.weights.length; at += 1) this.weights[at] = random.normal(at) * begin.spread
  }

  row(number: number): Float32Array {
    return this.weights.subarray(number * this.width, (number + 1) * this.width)
  }

  /** Moves the weight that stands `at` this place of `weights`. */
  move(at: number, error: number): void {
    const weight = this.weights[at] as number
    const slope = error + this.#decay * weight
    const squares = (this.#squares[at] as number) + slope * slope
    this.#squares[at] = squares
    this.weights[at] = weight - (this.#step * slope) / Math.sqrt(squares)
  }
}
