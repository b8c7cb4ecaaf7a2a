import type { Settings } from './parameters.ts'

const ABSENT = -1

/** The shared cache: for each key when its value was stored, when it expires, and how long its fetch took. */
export class Store {
  readonly #storedUs: Float64Array
  readonly #expiresUs: Float64Array
  readonly #tookUs: Float64Array

  constructor({ keys }: Settings) {
    this.#storedUs = new Float64Array(keys).fill(ABSENT)
    this.#expiresUs = new Float64Array(keys)
    this.#tookUs = new Float64Array(keys)
  }

  put(key: number, nowUs: number, ttlUs: number, tookUs: number): void {
    this.#storedUs[key] = nowUs
    this.#expiresUs[key] = nowUs + ttlUs
    this.#tookUs[key] = tookUs
  }

  /** How long the value may still be served, negative if that is over; undefined when there is none. */
  leftUs(key: number, nowUs: number): number | undefined {
    return this.#storedUs[key] === ABSENT ? undefined : (this.#expiresUs[key] as number) - nowUs
  }

  tookUs(key: number): number {
    return this.#tookUs[key] as number
  }

  flush(): void {
    this.#storedUs.fill(ABSENT)
  }
}
