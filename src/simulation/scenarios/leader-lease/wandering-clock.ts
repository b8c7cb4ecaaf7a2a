import type { Context } from '../../kernel/cluster/model.ts'
import type { LeaseMessage } from './messages.ts'

/**
 * A clock that a time service sets again and again, and never right: a reading is up to `errorUs`
 * ahead. So what passes between two readings is measured wrong by at most that, in either direction.
 * (Corbett et al., "Spanner", OSDI 2012, section 3, bound the error of their clocks in the same way.)
 */
export class WanderingClock {
  readonly #context: Context<LeaseMessage>
  readonly #errorUs: number
  #aheadUs = 0

  constructor(context: Context<LeaseMessage>, errorUs: number) {
    this.#context = context
    this.#errorUs = errorUs
    this.set()
  }

  get nowUs(): number {
    return this.#context.clockUs() + this.#aheadUs
  }

  set(): void {
    this.#aheadUs = this.#context.random.integer(this.#errorUs + 1)
  }
}
