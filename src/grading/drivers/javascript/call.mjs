import { clock } from './clock.mjs'
import { errorOf, GivenError } from './functions.mjs'

class GivenValue {
  constructor(number) {
    this.isGivenTo = number
  }
}

const ODD_VALUES = {
  nothing: () => undefined,
  zero: () => 0,
  false: () => false,
  empty: () => '',
  error: () => new Error('returned, not thrown'),
}

/** One guarded call: what it was told to do, and what came of it. */
export class Call {
  entered = 0
  finished = false
  threw = false

  constructor(number, op, rejection) {
    this.number = number
    this.durationMs = op.durationMs ?? 0
    this.outcome = op.outcome
    this.value = op.value === undefined ? new GivenValue(number) : ODD_VALUES[op.value]()
    this.error = new GivenError(`error ${number}`)
    if (op.outcome === 'error' && op.value !== undefined) this.error = this.value
    if (op.raises === 'rejection') this.error = errorOf(rejection, 'of another breaker')
    if (op.raises === 'builtin') this.error = new TypeError(`error ${number}`)
    this.held = op.op === 'begin'
    this.function = op.immediate ? () => this.answer() : async () => this.answerLater()
    this.gate = new Promise((resolve) => {
      this.open = resolve
    })
  }

  async answerLater() {
    this.entered += 1
    if (this.held && this.entered === 1) await this.gate
    this.entered -= 1
    return this.answer()
  }

  answer() {
    this.entered += 1
    if (this.durationMs > 0 && this.entered === 1) clock.advance(this.durationMs)
    if (this.outcome === 'error') throw this.error
    return this.value
  }

  run(subject, method) {
    let promise
    try {
      promise = subject[method](this.function)
    } catch (error) {
      this.threw = true
      return this.fail(error)
    }
    if (typeof promise?.then !== 'function') {
      this.notPromise = true
      this.returned = promise
      this.finished = true
      return undefined
    }
    return promise.then(
      (value) => {
        this.returned = value
        this.finished = true
      },
      (error) => this.fail(error),
    )
  }

  fail(error) {
    this.failed = true
    this.raised = error
    this.finished = true
  }
}
