import type { Wrong } from './misconceptions.ts'

/** What a program that keeps one mark for each element, and no tags, knows of one. */
interface Mark {
  readonly isIn: boolean
  /** It was removed at some time. */
  readonly isGone: boolean
  /** The number of the operation that is the last one here. */
  readonly number: number
}

const NOTHING: Mark = { isIn: false, isGone: false, number: 0 }

/** The misconceptions that know elements alone: two sets of elements, or the operation with the highest number. */
export class ByElement {
  readonly #has: (id: Wrong) => boolean
  readonly #marks = new Map<string, Mark>()
  #number = 0

  constructor(has: (id: Wrong) => boolean) {
    this.#has = has
  }

  add(element: string): void {
    const { isGone } = this.#of(element)
    const stays = isGone && this.#has('removed-for-ever')
    this.#number += 1
    this.#marks.set(element, { isIn: true, isGone: stays, number: this.#number })
  }

  remove(element: string): void {
    if (!this.contains(element)) return
    this.#number += 1
    this.#marks.set(element, { isIn: false, isGone: true, number: this.#number })
  }

  contains(element: string): boolean {
    const { isIn, isGone } = this.#of(element)
    return isIn && !isGone
  }

  elements(): string[] {
    return [...this.#marks.keys()].filter((element) => this.contains(element))
  }

  merge(other: ByElement): void {
    for (const [element, theirs] of other.#marks) {
      this.#marks.set(element, this.#merged(this.#of(element), theirs))
    }
    if (this.#has('lww-by-lamport-clock')) this.#number = Math.max(this.#number, other.#number)
  }

  #merged(mine: Mark, theirs: Mark): Mark {
    if (this.#has('lww-by-counter') || this.#has('lww-by-lamport-clock')) {
      if (mine.number === theirs.number) return theirs.isIn ? theirs : mine
      return theirs.number > mine.number ? theirs : mine
    }
    return { isIn: mine.isIn || theirs.isIn, isGone: mine.isGone || theirs.isGone, number: 0 }
  }

  #of(element: string): Mark {
    return this.#marks.get(element) ?? NOTHING
  }
}
