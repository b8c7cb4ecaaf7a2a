interface Write {
  readonly stamp: number
  readonly replica: string
  /** Undefined when the write has cleared the register. */
  readonly value: string | undefined
}

export interface Options {
  replica: string
  clock?: () => number
}

/** A value that every replica may overwrite; when replicas meet, the later write stays. */
export class LwwRegister {
  readonly #replica: string
  readonly #clock: () => number
  /** It has the largest stamp that was ever seen here. */
  #latest: Write | undefined

  constructor({ replica, clock = Date.now }: Options) {
    this.#replica = replica
    this.#clock = clock
  }

  set(value: string): number {
    return this.#write(value)
  }

  clear(): number {
    return this.#write(undefined)
  }

  get(): string | undefined {
    return this.#latest?.value
  }

  writtenAt(): number | undefined {
    return this.#latest?.stamp
  }

  writtenBy(): string | undefined {
    return this.#latest?.replica
  }

  merge(other: LwwRegister): void {
    const theirs = other.#latest
    if (theirs !== undefined && isAfter(theirs, this.#latest)) this.#latest = theirs
  }

  #write(value: string | undefined): number {
    const now = this.#clock()
    const stamp = this.#latest === undefined ? now : Math.max(now, this.#latest.stamp + 1)
    this.#latest = { stamp, replica: this.#replica, value }
    return stamp
  }
}

/** By the stamp first and then by the replica: no two writes are equal in both. */
function isAfter(one: Write, other: Write | undefined): boolean {
  if (other === undefined) return true
  return one.stamp === other.stamp ? one.replica > other.replica : one.stamp > other.stamp
}
