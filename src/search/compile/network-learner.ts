import { RandomStream } from '../../lib/prng.ts'
import { drawSmall } from './draw-small.ts'
import type { Example } from './examples.ts'
import { softmax } from './softmax.ts'
import { WeightTable } from './weight-table.ts'

const STEP = 0.05

/** Weights of the second layer move after so many cases: one long step costs less than many. */
const BATCH = 64
/** Half of the hidden units are left out at each case, so that none relies on another (Srivastava et al. 2014); the others count double. */
const DOUBLE = 2
/** Errors smaller than this are drawn by lot, and those drawn count as much: on average the same, for a tenth of the work. */
const DRAWN_ERROR = 0.01
/** Units that are added up in one go. */
const ABREAST = 4

/** Learns by stochastic gradient descent: words, rectified hidden units, answers by softmax. */
export class NetworkLearner {
  readonly #first: WeightTable
  readonly #second: WeightTable
  readonly #biases: WeightTable
  readonly #random = new RandomStream(0, 'hidden units and errors by lot')
  #draws = 0
  /** The hidden units that are at work in this case, and their values; behind the last some that are zero. */
  readonly #units: Int32Array
  readonly #values: Float64Array
  /** By answer how likely it is, and then its error. */
  readonly #errors: Float64Array
  /** The answers whose errors count. */
  readonly #wrong: Int32Array
  /** Errors of the second layer's weights since they moved; `#moved` are the units that have any. */
  readonly #sums: Float64Array
  readonly #moved = new Set<number>()
  #cases = 0

  constructor({ words, units, answers }: { words: number; units: number; answers: number }) {
    const begin = { spread: 0.1, name: 'from words to hidden units' }
    this.#first = new WeightTable({ rows: words, width: units, step: STEP, begin })
    const second = { spread: 0.05, name: 'from hidden units to answers' }
    this.#second = new WeightTable({ rows: units, width: answers, step: STEP, begin: second })
    this.#biases = new WeightTable({ rows: 1, width: answers, step: STEP })
    this.#units = new Int32Array(units + ABREAST)
    this.#values = new Float64Array(units + ABREAST)
    this.#errors = new Float64Array(answers)
    this.#wrong = new Int32Array(answers)
    this.#sums = new Float64Array(units * answers)
  }

  learn({ features, length, answers, weight }: Example): void {
    const active = this.#activate(features, length)
    this.#predict(active)
    for (const [answer, share] of answers) this.#errors[answer] = (this.#errors[answer] as number) - share
    const wrong = this.#drawErrors(weight)
    this.#moveBiases(wrong)
    for (let at = 0; at < active; at += 1) {
      const unit = this.#units[at] as number
      const error = this.#noteErrors(unit, this.#values[at] as number, wrong) * DOUBLE
      for (const { number, rarity } of features) {
        this.#first.move(number * this.#first.width + unit, (error * rarity) / length)
      }
    }
    this.#cases += 1
    if (this.#cases % BATCH === 0) this.#moveSecond()
  }

  wordWeights(word: number): Float32Array {
    return this.#first.row(word)
  }

  answerWeights(answer: number): { readonly bias: number; readonly weights: readonly number[] } {
    const { weights, width } = this.#second
    return {
      bias: this.#biases.weights[answer] as number,
      weights: Array.from(
        { length: this.#first.width },
        (_, unit) => weights[unit * width + answer] as number,
      ),
    }
  }

  /** Fills `#units` and `#values` with the hidden units that are neither left out nor zero, and tells how many those are. */
  #activate(words: Example['features'], length: number): number {
    const { weights, width } = this.#first
    let active = 0
    let coins = 0
    for (let unit = 0; unit < width; unit += 1) {
      if (unit % 32 === 0) coins = this.#random.integer(this.#draws++, 2 ** 32)
      if (((coins >>> (unit % 32)) & 1) === 0) continue
      let sum = 0
      for (const { number, rarity } of words) sum += (weights[number * width + unit] as number) * rarity
      if (sum <= 0) continue
      this.#units[active] = unit
      this.#values[active] = (sum / length) * DOUBLE
      active += 1
    }
    this.#units.fill(0, active, active + ABREAST)
    this.#values.fill(0, active, active + ABREAST)
    return active
  }

  /** Fills `#errors` with how likely each answer is. */
  #predict(active: number): void {
    const scores = this.#errors
    scores.set(this.#biases.weights)
    for (let at = 0; at < active; at += ABREAST) this.#addUnits(at)
    softmax(scores)
  }

  /** Half of the time of learning goes by here: four units at once read and write the scores a fourth as often. */
  #addUnits(at: number): void {
    const scores = this.#errors
    const { weights, width } = this.#second
    const [a, b, c, d] = this.#values.subarray(at, at + ABREAST) as unknown as [
      number,
      number,
      number,
      number,
    ]
    const [i, j, k, l] = this.#units.subarray(at, at + ABREAST) as unknown as [number, number, number, number]
    for (let one = 0; one < width; one += 1) {
      scores[one] =
        (scores[one] as number) +
        (weights[i * width + one] as number) * a +
        (weights[j * width + one] as number) * b +
        (weights[k * width + one] as number) * c +
        (weights[l * width + one] as number) * d
    }
  }

  /** Makes the errors those of a case of this weight, most small ones zero; fills `#wrong` with the answers of the others, and tells how many those are. */
  #drawErrors(weight: number): number {
    for (let answer = 0; answer < this.#errors.length; answer += 1)
      this.#errors[answer] = (this.#errors[answer] as number) * weight
    drawSmall(this.#errors, DRAWN_ERROR, this.#random.uniform(this.#draws++))
    let wrong = 0
    for (let answer = 0; answer < this.#errors.length; answer += 1) {
      if (this.#errors[answer] === 0) continue
      this.#wrong[wrong] = answer
      wrong += 1
    }
    return wrong
  }

  #moveBiases(wrong: number): void {
    for (const answer of this.#wrong.subarray(0, wrong)) {
      this.#biases.move(answer, this.#errors[answer] as number)
    }
  }

  /** Adds the errors of this unit's weights to their sums, and tells the error of the unit. */
  #noteErrors(unit: number, value: number, wrong: number): number {
    const { weights, width } = this.#second
    let error = 0
    for (let one = 0; one < wrong; one += 1) {
      const answer = this.#wrong[one] as number
      const at = unit * width + answer
      const share = this.#errors[answer] as number
      error += share * (weights[at] as number)
      this.#sums[at] = (this.#sums[at] as number) + share * value
    }
    this.#moved.add(unit)
    return error
  }

  #moveSecond(): void {
    const { width } = this.#second
    for (const unit of this.#moved) {
      for (let at = unit * width; at < (unit + 1) * width; at += 1) {
        const sum = this.#sums[at] as number
        if (sum !== 0) this.#second.move(at, sum)
      }
      this.#sums.fill(0, unit * width, (unit + 1) * width)
    }
    this.#moved.clear()
  }
}
