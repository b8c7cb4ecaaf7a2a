export interface Options {
  node: string
  start?: number
}

/** A logical clock that never gives an effect a smaller number than its cause. */
export class LamportClock {
  readonly #node: string
  #time: number

  constructor({ node, start = 0 }: Options) {
    this.#node = node
    this.#time = start
  }

  tick(): number {
    return this.#event(0)
  }

  send(): number {
    return this.#event(0)
  }

  receive(sent: number): number {
    return this.#event(sent)
  }

  time(): number {
    return this.#time
  }

  precedes(mine: number, theirs: number, other: string): boolean {
    return mine === theirs ? this.#node < other : mine < theirs
  }

  /** Counts an event that is later than the one before it, and than `floor`. */
  #event(floor: number): number {
    this.#time = Math.max(this.#time, floor) + 1
    return this.#time
  }
}
