import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { ByElement } from './by-element.ts'
import type { Wrong } from './misconceptions.ts'
import { Tags } from './tags.ts'

const DONE = null
const WITHOUT_TAGS = [
  'removed-for-ever',
  'tombstone-by-element',
  'lww-by-counter',
  'lww-by-lamport-clock',
] as const

/** The observed-remove set in which adds win: specification 15 of the study by Shapiro and others. */
export class OrSet implements Subject {
  readonly #world: World
  readonly #tags: Tags
  /** Instead of the tags, for misconceptions that have none. */
  readonly #marks: ByElement | undefined
  /** The property that an element hangs on, and the latest of all. */
  readonly #rules = new Map<string, string>()
  #rule = 'contains-what-was-added'

  constructor(world: World) {
    this.#world = world
    const shared = this.#has('shared-set') && world.first instanceof OrSet
    const has = (id: Wrong): boolean => this.#has(id)
    this.#tags = shared ? (world.first as OrSet).#tags : new Tags(world.text('replica'), has)
    this.#marks = WITHOUT_TAGS.some(has) ? new ByElement(has) : undefined
  }

  call(method: string, args: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    if (method === 'merge') return this.#merge(args[0] as OrSet)
    if (method === 'elements') return this.#elements(seen)
    const element = String(args[0])
    if (method === 'add') return this.#add(element)
    return method === 'remove' ? this.#remove(element) : this.#contains(element)
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  get #content(): Tags | ByElement {
    return this.#marks ?? this.#tags
  }

  #note(element: string, rule: string): string {
    this.#rules.set(element, rule)
    this.#rule = rule
    return rule
  }

  #add(element: string): Answer {
    const known = this.#rules.get(element)
    const rule = this.#note(
      element,
      known === 'remove-takes-out' ? 'add-after-remove' : 'contains-what-was-added',
    )
    if (element !== '' || !this.#has('empty-text-ignored')) this.#content.add(element)
    return { rule, value: DONE }
  }

  #remove(element: string): Answer {
    const wasIn = this.#content.contains(element)
    const before = this.#rules.get(element) ?? 'remove-takes-out'
    this.#note(element, wasIn ? 'remove-takes-out' : 'removes-only-what-it-saw')
    this.#content.remove(element)
    return { rule: before, value: wasIn || this.#has('remove-always-true') }
  }

  #contains(element: string): Answer {
    const rule = this.#rules.get(element) ?? 'contains-what-was-added'
    return { rule, value: this.#content.contains(element) }
  }

  #elements(seen: Json | undefined): Answer {
    const all = this.#content.elements()
    const sorted = [...new Set(all)].sort(byCode)
    const rule = this.#ruleOfList(sorted, seen)
    if (this.#has('elements-twice')) return { rule, value: [...all].sort(byCode) }
    if (!this.#has('elements-unsorted')) return { rule, value: sorted }
    const isSame = (list: Json | undefined): boolean =>
      Array.isArray(list) && String([...list].sort()) === String([...sorted].sort())
    return { rule, allows: isSame, due: 'any order', value: [...sorted].reverse() }
  }

  /** That of an element which is there and should not be, or the other way round; else it is the list itself. */
  #ruleOfList(sorted: readonly string[], seen: Json | undefined): string {
    if (!Array.isArray(seen)) return this.#rule
    const list = seen.map(String)
    const wrong =
      sorted.find((element) => !list.includes(element)) ?? list.find((element) => !sorted.includes(element))
    if (wrong !== undefined) return this.#rules.get(wrong) ?? this.#rule
    return list.length > 1 ? 'lists-each-once-in-order' : this.#rule
  }

  #merge(other: OrSet): Answer {
    const fates = this.#tags.fates(other.#tags)
    this.#rule = 'merging-again-changes-nothing'
    for (const element of this.#tags.elements()) {
      const isGoneThere = other.#rules.get(element) === 'remove-takes-out'
      if (isGoneThere && !fates.has(element)) fates.set(element, 'add-wins')
    }
    for (const [element, rule] of fates) this.#note(element, rule)
    if (this.#marks !== undefined && other.#marks !== undefined) this.#marks.merge(other.#marks)
    else this.#tags.merge(other.#tags)
    return { rule: this.#rule, value: DONE }
  }
}

/** By the codes of characters, as every language compares texts that are in ASCII. */
function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
