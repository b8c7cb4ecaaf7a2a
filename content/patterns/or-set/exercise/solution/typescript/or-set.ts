/** One add: the name of its replica, `#`, and the so-manieth add of that replica it is. */
type Tag = string
type Seen = ReadonlyMap<string, number>

/**
 * A replicated set in which adds win, without tombstones. Kept are the tags that are in, and how many adds of each
 * replica were seen; a tag that was seen and is not in was removed.
 */
export class OrSet {
  readonly #replica: string
  #tags = new Map<string, ReadonlySet<Tag>>()
  #seen = new Map<string, number>()

  constructor({ replica }: { replica: string }) {
    this.#replica = replica
  }

  add(element: string): void {
    const count = (this.#seen.get(this.#replica) ?? 0) + 1
    this.#seen.set(this.#replica, count)
    // Whoever has seen this tag has seen the ones that it replaces.
    this.#tags.set(element, new Set([`${this.#replica}#${count}`]))
  }

  remove(element: string): boolean {
    return this.#tags.delete(element)
  }

  contains(element: string): boolean {
    return this.#tags.has(element)
  }

  elements(): string[] {
    return [...this.#tags.keys()].sort()
  }

  merge(other: OrSet): void {
    const merged = new Map<string, ReadonlySet<Tag>>()
    for (const element of new Set([...this.#tags.keys(), ...other.#tags.keys()])) {
      const mine = this.#tags.get(element) ?? new Set()
      const theirs = other.#tags.get(element) ?? new Set()
      const kept = surviving(mine, theirs, other.#seen)
      const taken = surviving(theirs, mine, this.#seen)
      const tags = new Set([...kept, ...taken])
      if (tags.size > 0) merged.set(element, tags)
    }
    this.#tags = merged
    this.#seen = larger(this.#seen, other.#seen)
  }
}

/** The tags that the other holds too, or has not seen: those in between it has removed. */
function surviving(tags: ReadonlySet<Tag>, others: ReadonlySet<Tag>, seenByOther: Seen): Tag[] {
  return [...tags].filter((tag) => others.has(tag) || !isSeen(tag, seenByOther))
}

function isSeen(tag: Tag, seen: Seen): boolean {
  const at = tag.lastIndexOf('#')
  return Number(tag.slice(at + 1)) <= (seen.get(tag.slice(0, at)) ?? 0)
}

function larger(one: Seen, other: Seen): Map<string, number> {
  const seen = new Map(one)
  for (const [replica, count] of other) seen.set(replica, Math.max(count, seen.get(replica) ?? 0))
  return seen
}
