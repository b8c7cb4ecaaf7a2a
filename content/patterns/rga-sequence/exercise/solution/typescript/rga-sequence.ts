interface Insert {
  readonly stamp: number
  readonly replica: string
  readonly value: string
  /** The id of the element that it was inserted after; null at the beginning. */
  readonly after: string | null
  isDeleted: boolean
}

/** A place in the linked list; the first one holds no element. */
interface Link {
  element: Insert | undefined
  next: Link | undefined
}

/** This replica has never heard of an element of that id. */
export class UnknownElementError extends Error {
  override readonly name = 'UnknownElementError'
}

/** A replicated growable array: a linked list of elements with ids, and a map from ids into it. */
export class RgaSequence {
  readonly #replica: string
  readonly #head: Link = { element: undefined, next: undefined }
  /** Every element that was ever known, deleted ones too: others may still refer to them. */
  readonly #links = new Map<string | null, Link>([[null, this.#head]])
  #largest = 0

  constructor({ replica }: { replica: string }) {
    this.#replica = replica
  }

  insertAfter(reference: string | null, value: string): string {
    this.#known(reference)
    const stamp = this.#largest + 1
    const element = { stamp, replica: this.#replica, value, after: reference, isDeleted: false }
    this.#place(element)
    return idOf(element)
  }

  delete(id: string): boolean {
    const { element } = this.#known(id)
    if (element === undefined || element.isDeleted) return false
    element.isDeleted = true
    return true
  }

  values(): string[] {
    return this.#all().flatMap(({ isDeleted, value }) => (isDeleted ? [] : [value]))
  }

  ids(): string[] {
    return this.#all().flatMap((element) => (element.isDeleted ? [] : [idOf(element)]))
  }

  merge(other: RgaSequence): void {
    // In the order of the sequence each comes after the one that it was inserted after.
    for (const theirs of other.#all()) {
      const mine = this.#links.get(idOf(theirs))?.element
      if (mine === undefined) this.#place({ ...theirs })
      else if (theirs.isDeleted) mine.isDeleted = true
    }
  }

  #known(id: string | null): Link {
    const link = this.#links.get(id)
    if (link === undefined) throw new UnknownElementError(`there is no element ${id}`)
    return link
  }

  #place(element: Insert): void {
    let left = this.#known(element.after)
    // Whatever was inserted after these has a larger stamp than they have, and is passed as well.
    while (left.next?.element !== undefined && comesBefore(left.next.element, element)) left = left.next
    left.next = { element, next: left.next }
    this.#links.set(idOf(element), left.next)
    this.#largest = Math.max(this.#largest, element.stamp)
  }

  #all(): Insert[] {
    const elements: Insert[] = []
    for (let link = this.#head.next; link?.element !== undefined; link = link.next) elements.push(link.element)
    return elements
  }
}

function idOf({ stamp, replica }: Insert): string {
  return `${stamp}@${replica}`
}

function comesBefore(one: Insert, other: Insert): boolean {
  return one.stamp === other.stamp ? one.replica > other.replica : one.stamp > other.stamp
}
