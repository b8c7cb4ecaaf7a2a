import { RandomStream } from '../../lib/prng.ts'

/** Sum of squares before the first step, so that it is not too long. */
const FIRST_SQUARES = 1e-3
const STEP = 0.05

/** A table of weights that move against their errors, each by steps that shorten with its errors before (Adagrad; Duchi, Hazan and Singer 2011). */
export class NetworkLayer {
  /** Weights in a row. */
  readonly width: number
  /** Row after row. */
  readonly weights: Float32Array
  readonly #squares: Float32Array

  /** All weights begin near zero: normal, with a standard deviation of `spread`, and the same for the same `name`. */
  constructor(rows: number, width: number, { spread, name }: { spread: number; name: string }) {
    const random = new RandomStream(0, name)
    this.width = width
    this.weights = Float32Array.from({ length: rows * width }, (_, at) => random.normal(at) * spread)
    this.#squares = new Float32Array(rows * width).fill(FIRST_SQUARES)
  }

  /** Moves the weight that stands `at` this place of `weights`. */
  move(at: number, error: number): void {
    const squares = (this.#squares[at] as number) + error * error
    this.#squares[at] = squares
    this.weights[at] = (this.weights[at] as number) - (STEP * error) / Math.sqrt(squares)
  }
}
