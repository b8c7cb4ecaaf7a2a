import type { Wrong } from './misconceptions.ts'

/** One add: the so-manieth of its replica. */
interface Tag {
  readonly replica: string
  readonly count: number
  readonly element: string
}

type Entries = ReadonlyMap<string, Tag>

/** What became of an element in a merge, and so which property it puts to the test. */
type Fates = Map<string, string>

/**
 * The set without tombstones of Bieniusa and others (2012): the tags of the adds that are in, and how many
 * adds of each replica were seen. What was seen and is not in was removed.
 */
export class Tags {
  entries = new Map<string, Tag>()
  seen = new Map<string, number>()
  /** Elements whose remove came before any add of them was known. For a misconception alone. */
  readonly #marked = new Set<string>()
  /** Keys of the tags that were removed at this replica itself. For a misconception alone. */
  readonly #removedHere = new Set<string>()
  readonly #replica: string
  readonly #has: (id: Wrong) => boolean

  constructor(replica: string, has: (id: Wrong) => boolean) {
    this.#replica = has('tags-without-replica') ? '' : replica
    this.#has = has
  }

  add(element: string): void {
    this.#marked.delete(element)
    if (this.#has('add-of-present-ignored') && this.contains(element)) return
    const own = this.#replica
    const count = (this.#has('tags-are-reused') ? this.#highest() : (this.seen.get(own) ?? 0)) + 1
    const tag = { replica: own, count, element }
    // The new tag says all that the older ones said.
    if (!this.#has('removes-not-remembered')) this.#drop(element)
    this.seen.set(own, Math.max(count, this.seen.get(own) ?? 0))
    this.entries.set(keyOf(tag), tag)
  }

  #drop(element: string): void {
    for (const [key, tag] of this.entries) if (tag.element === element) this.entries.delete(key)
  }

  #highest(): number {
    const own = [...this.entries.values()].filter(({ replica }) => replica === this.#replica)
    return Math.max(0, ...own.map(({ count }) => count))
  }

  remove(element: string): void {
    let tags = [...this.entries.values()].filter((tag) => tag.element === element)
    if (tags.length === 0 && this.#has('remove-of-absent-marks')) this.#marked.add(element)
    if (this.#has('remove-own-tags-only')) tags = tags.filter(({ replica }) => replica === this.#replica)
    if (this.#has('remove-one-tag')) tags = tags.slice(0, 1)
    for (const tag of tags) {
      this.entries.delete(keyOf(tag))
      this.#removedHere.add(keyOf(tag))
    }
  }

  contains(element: string): boolean {
    return [...this.entries.values()].some((tag) => tag.element === element)
  }

  /** One for each tag. */
  elements(): string[] {
    return [...this.entries.values()].map(({ element }) => element)
  }

  /** Whether the add is known here, in or removed since. */
  knows({ replica, count }: Tag): boolean {
    return (this.seen.get(replica) ?? 0) >= count
  }

  merge(other: Tags): void {
    if (this.#has('merge-shares') && this.seen.size === 0) {
      this.entries = other.entries
      this.seen = other.seen
      return
    }
    if (this.#has('merge-takes-the-newer') && total(other.seen) <= total(this.seen)) return
    const anew = this.#has('merge-adds-anew') ? unknownTo(this, other.entries) : []
    const entries = this.#merged(other)
    const seen = this.#has('seen-not-merged') ? this.seen : larger(this.seen, other.seen)
    this.entries = entries
    this.seen = seen
    for (const { element } of anew) this.add(element)
    if (this.#has('merge-changes-the-other')) other.become(this)
  }

  become({ entries, seen }: Tags): void {
    this.entries = new Map(entries)
    this.seen = new Map(seen)
  }

  #merged(other: Tags): Map<string, Tag> {
    if (this.#has('merge-replaces') || this.#has('merge-takes-the-newer')) return new Map(other.entries)
    const mine = [...this.entries].filter(([key, tag]) => this.#keeps(key, tag, other))
    const theirs = [...other.entries].filter(([key, tag]) => this.#takes(key, tag))
    const merged = new Map([...mine, ...theirs])
    if (this.#has('merge-drops-all-tags')) {
      for (const [key, { element }] of [...this.entries, ...other.entries]) {
        if (!merged.has(key)) for (const [one, tag] of merged) if (tag.element === element) merged.delete(one)
      }
    }
    return merged
  }

  #keeps(key: string, tag: Tag, other: Tags): boolean {
    if (this.#has('merge-is-union') || this.#has('merge-ignores-removes')) return true
    if (this.#has('merge-keeps-only-common')) return other.entries.has(key)
    if (this.#has('removes-not-remembered')) return !other.#removedHere.has(key)
    return other.entries.has(key) || !other.knows(tag)
  }

  #takes(key: string, tag: Tag): boolean {
    if (this.#marked.has(tag.element)) return false
    if (this.#has('merge-is-union') || this.#has('merge-brings-back')) return true
    if (this.#has('seen-before-entries')) return this.entries.has(key)
    if (this.#has('removes-not-remembered')) return !this.#removedHere.has(key)
    return this.entries.has(key) || !this.knows(tag)
  }

  /** Which properties a merge with the other is to show, by element. */
  fates(other: Tags): Fates {
    const fates: Fates = new Map()
    const after = new Set(this.#right(other))
    for (const tag of unknownTo(this, other.entries)) fates.set(tag.element, 'takes-in-adds')
    for (const tag of this.#droppedBy(other)) {
      fates.set(tag.element, after.has(tag.element) ? 'add-wins' : 'removes-travel')
    }
    for (const [key, tag] of other.entries) {
      if (this.entries.has(key) || !this.knows(tag)) continue
      fates.set(tag.element, after.has(tag.element) ? 'add-wins' : 'old-states-bring-nothing-back')
    }
    return fates
  }

  #droppedBy(other: Tags): Tag[] {
    return [...this.entries].flatMap(([key, tag]) =>
      !other.entries.has(key) && other.knows(tag) ? [tag] : [],
    )
  }

  /** The elements that are in after a right merge. */
  #right(other: Tags): string[] {
    const kept = [...this.entries].filter(([key, tag]) => other.entries.has(key) || !other.knows(tag))
    return [...kept.map(([, tag]) => tag), ...unknownTo(this, other.entries)].map(({ element }) => element)
  }
}

function unknownTo(mine: Tags, entries: Entries): Tag[] {
  return [...entries.values()].filter((tag) => !mine.knows(tag))
}

function keyOf({ replica, count, element }: Tag): string {
  return `${count}@${replica} ${element}`
}

function total(seen: ReadonlyMap<string, number>): number {
  return [...seen.values()].reduce((sum, count) => sum + count, 0)
}

function larger(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): Map<string, number> {
  const merged = new Map(one)
  for (const [replica, count] of other) merged.set(replica, Math.max(count, merged.get(replica) ?? 0))
  return merged
}
