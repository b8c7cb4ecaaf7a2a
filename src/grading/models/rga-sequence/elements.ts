import type { Wrong } from './misconceptions.ts'

export interface Element {
  readonly stamp: number
  readonly replica: string
  readonly value: string
  /** The id of the element that it was inserted after; null at the beginning. */
  readonly after: string | null
  isDeleted: boolean
}

type Has = (id: Wrong) => boolean

/** The list of Roh and others (2011): all elements in their order, deleted ones too. */
export class Elements {
  list: Element[] = []
  readonly #has: Has

  constructor(has: Has) {
    this.#has = has
  }

  idOf({ stamp, replica }: Element): string {
    return this.#has('ids-the-other-way-round') ? `${replica}@${stamp}` : `${stamp}@${replica}`
  }

  find(id: string): Element | undefined {
    return this.list.find((one) => this.idOf(one) === id)
  }

  /** The largest stamp; less than any number when there is no element. */
  get largest(): number {
    return Math.max(...this.list.map(({ stamp }) => stamp))
  }

  /** By a replica that inserts it itself. */
  insert(element: Element, at: 'place' | 'before' | 'end'): void {
    if (at === 'end') this.list.push(element)
    else if (at === 'before' && element.after !== null)
      this.list.splice(this.#behind(element) - 1, 0, element)
    else this.place(element)
  }

  place(element: Element): void {
    let at = this.#behind(element)
    const start = at
    for (let next = this.list[at]; next !== undefined && this.#passes(next, element); next = this.list[at]) {
      at += 1
      if (this.#has('passes-only-one') && at > start) break
    }
    this.list.splice(at, 0, element)
  }

  #behind({ after }: Element): number {
    return after === null ? 0 : this.list.findIndex((one) => this.idOf(one) === after) + 1
  }

  #passes(next: Element, element: Element): boolean {
    if (this.#has('places-by-arrival')) return false
    if (this.#has('passes-only-siblings') && next.after !== element.after) return false
    return this.#comesBefore(next, element) !== this.#has('passes-the-smaller')
  }

  #comesBefore(one: Element, other: Element): boolean {
    if (this.#has('ids-as-text')) return this.idOf(one) > this.idOf(other)
    if (this.#has('names-before-stamps') && one.replica !== other.replica) return one.replica > other.replica
    if (one.stamp !== other.stamp) return one.stamp > other.stamp
    if (this.#has('ties-by-arrival')) return false
    if (this.#has('smaller-name-first')) return one.replica < other.replica
    if (this.#has('ties-ignore-case')) return one.replica.toLowerCase() > other.replica.toLowerCase()
    return one.replica > other.replica
  }

  /** What is there, in order. */
  visible(): Element[] {
    return this.#inOrder().filter((one) => !this.isGone(one))
  }

  isGone(element: Element): boolean {
    if (element.isDeleted) return true
    if (!this.#has('deletes-what-came-after') || element.after === null) return false
    const reference = this.find(element.after)
    return reference !== undefined && this.isGone(reference)
  }

  /** All, in order. */
  all(): Element[] {
    return this.#inOrder()
  }

  #inOrder(): Element[] {
    const byStamp = (one: Element, other: Element): number => (this.#comesBefore(one, other) ? -1 : 1)
    if (this.#has('larger-stamps-of-all-first')) return [...this.list].sort(byStamp)
    return this.#has('older-first') ? this.#tree(null, (one, other) => -byStamp(one, other)) : this.list
  }

  /** As a program that keeps a tree lists it: each element, then what was inserted after it. */
  #tree(after: string | null, order: (one: Element, other: Element) => number): Element[] {
    const children = this.list.filter((one) => one.after === after).sort(order)
    return children.flatMap((one) => [one, ...this.#tree(this.idOf(one), order)])
  }
}
