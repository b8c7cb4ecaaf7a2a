import type { Context } from '../../kernel/cluster/model.ts'
import type { LeaseMessage } from './messages.ts'

/** So much of the time that passes a clock gains or loses while nobody sets it. */
const DRIFT = 0.5

/**
 * A clock that runs fast or slow and is set right by every message of another server, as by a time
 * service. Who is cut off is not set, and drifts until it is `errorUs` wrong. So what passes between
 * two readings is measured wrong by at most that, in either direction. (Corbett et al., "Spanner",
 * OSDI 2012, section 3, bound the error of their clocks in the same way: it grows until the clock is set.)
 */
export class WanderingClock {
  readonly #context: Context<LeaseMessage>
  readonly #errorUs: number
  readonly #isFast: boolean
  #setUs: number

  constructor(context: Context<LeaseMessage>, errorUs: number) {
    this.#context = context
    this.#errorUs = errorUs
    this.#isFast = context.random.integer(2) === 0
    this.#setUs = context.clockUs()
  }

  get nowUs(): number {
    const clockUs = this.#context.clockUs()
    const wrongUs = Math.min(this.#errorUs, Math.floor(Math.max(0, clockUs - this.#setUs) * DRIFT))
    return clockUs + (this.#isFast ? wrongUs : -wrongUs)
  }

  set(): void {
    this.#setUs = this.#context.clockUs()
  }
}
