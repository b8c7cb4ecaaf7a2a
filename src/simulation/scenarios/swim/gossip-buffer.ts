const NOTHING: readonly number[] = []

/**
 * News that a member passes on with its messages, each piece a bounded number of times (section 4.1).
 * The paper sends first what was sent least; a queue in which what was sent goes to the end comes to
 * nearly the same and costs nothing.
 */
export class GossipBuffer {
  readonly #tellings: number
  readonly #perMessage: number
  /** How often the news about each member is still to be told. */
  readonly #left: Uint16Array
  #queue: number[] = []
  #head = 0

  constructor(members: number, tellings: number, perMessage: number) {
    this.#tellings = tellings
    this.#perMessage = perMessage
    this.#left = new Uint16Array(members)
  }

  add(member: number): void {
    if (this.#left[member] === 0) this.#queue.push(member)
    this.#left[member] = this.#tellings
  }

  /** Pairs of member and rank for one message; `first` is told in any case, if it is a member. */
  take(ranks: Int32Array, first: number): readonly number[] {
    const pending = this.#queue.length - this.#head
    if (pending === 0 && first < 0) return NOTHING
    const news: number[] = first < 0 ? [] : [first, ranks[first] as number]
    for (let n = Math.min(pending, this.#perMessage); n > 0; n -= 1) {
      const member = this.#queue[this.#head] as number
      this.#head += 1
      if (member !== first) news.push(member, ranks[member] as number)
      const left = (this.#left[member] as number) - 1
      this.#left[member] = left
      if (left > 0) this.#queue.push(member)
    }
    if (this.#head > 64 && this.#head * 2 > this.#queue.length) this.#compact()
    return news
  }

  #compact(): void {
    this.#queue = this.#queue.slice(this.#head)
    this.#head = 0
  }
}
