// bottleneck's reservoir behind the contract of the token-bucket exercise.
import Bottleneck from 'bottleneck'

/** A reservoir grows in steps, and no oftener than this. */
const STEP_MS = 250

export class TokenBucket {
  #limiter
  #capacity

  constructor({ capacity = 10, refillPerSecond = 5 } = {}) {
    this.#capacity = capacity
    this.#limiter = new Bottleneck({
      reservoir: capacity,
      reservoirIncreaseInterval: STEP_MS,
      reservoirIncreaseAmount: (refillPerSecond * STEP_MS) / 1000,
      reservoirIncreaseMaximum: capacity,
    })
  }

  async tryAcquire(tokens) {
    if (tokens > this.#capacity || !(await this.#limiter.check(tokens))) return false
    await this.#limiter.schedule({ weight: tokens }, async () => {})
    return true
  }

  async available() {
    return Math.floor(await this.#limiter.currentReservoir())
  }

  /** It tells no wait: the nearest is the number of steps that are missing. */
  async retryAfterMs(tokens) {
    if (tokens > this.#capacity) return undefined
    const missing = Math.max(0, tokens - (await this.#limiter.currentReservoir()))
    return Math.ceil(missing / this.#limiter._store.storeOptions.reservoirIncreaseAmount) * STEP_MS
  }
}
