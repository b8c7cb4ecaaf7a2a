import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { type Element, Elements } from './elements.ts'
import { ruleOfMerge } from './merge-rule.ts'
import type { Wrong } from './misconceptions.ts'

const UNKNOWN = { rule: 'refuses-unknown-elements', raises: 'UnknownElementError' }

/** A cell of its own, because a program may wrongly share it among its sequences. */
interface Content {
  readonly elements: Elements
  /** The largest stamp known, and what misconceptions add to it. */
  largest: number
}

/** The replicated growable array of Roh and others (2011), with the stamps of a Lamport clock, as a type that merges. */
export class RgaSequence implements Subject {
  readonly #world: World
  readonly #replica: string
  #content: Content
  #own = 0
  /** The property that the present order hangs on. */
  #rule = 'inserts-after-its-reference'

  constructor(world: World) {
    this.#world = world
    this.#replica = world.text('replica')
    const shared = this.#has('shared-sequence') && world.first instanceof RgaSequence
    this.#content = shared ? (world.first as RgaSequence).#content : this.#fresh()
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    switch (method) {
      case 'insert_after':
        return this.#insertAfter(args[0] === null ? null : String(args[0]), String(args[1]))
      case 'delete':
        return this.#delete(String(args[0]))
      case 'values':
        return { rule: this.#rule, value: this.#values() }
      case 'ids':
        return { rule: this.#rule, value: this.#ids() }
      default:
        return this.#merge(args[0] as RgaSequence)
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #fresh(): Content {
    const elements = new Elements((id) => this.#has(id))
    return { elements, largest: this.#has('stamps-from-zero') ? -1 : 0 }
  }

  get #elements(): Elements {
    return this.#content.elements
  }

  #insertAfter(reference: string | null, value: string): Answer {
    const known = reference === null ? undefined : this.#elements.find(reference)
    const isUnknown = reference !== null && known === undefined
    if (isUnknown && !this.#has('unknown-means-beginning') && !this.#has('unknown-means-end')) {
      if (this.#has('refusal-takes-a-stamp')) this.#content.largest += 1
      return UNKNOWN
    }
    const isGone = known?.isDeleted === true
    if (isGone && this.#has('deleted-is-unknown'))
      return { ...UNKNOWN, rule: 'deleted-elements-keep-their-place' }
    const rule = this.#ruleOfStamp()
    const meansBeginning = isUnknown || (isGone && this.#has('deleted-means-beginning'))
    const after = meansBeginning ? null : reference
    const element = { stamp: this.#stamp(), replica: this.#replica, value, after, isDeleted: false }
    const atEnd =
      reference === null ? this.#has('nothing-appends') : isUnknown && this.#has('unknown-means-end')
    this.#elements.insert(element, atEnd ? 'end' : this.#has('inserts-before') ? 'before' : 'place')
    this.#rule = isGone ? 'deleted-elements-keep-their-place' : 'inserts-after-its-reference'
    return { rule: isGone ? this.#rule : rule, value: this.#elements.idOf(element) }
  }

  #stamp(): number {
    this.#own += 1
    if (this.#has('own-stamps-only')) return this.#own
    if (this.#has('stamps-by-count')) return this.#elements.list.length + 1
    this.#content.largest += 1
    return this.#content.largest
  }

  #ruleOfStamp(): string {
    const { largest, list } = this.#elements
    const isOthers = list.some(({ stamp, replica }) => stamp === largest && replica !== this.#replica)
    return isOthers ? 'stamps-after-what-it-saw' : 'ids-are-stamp-and-replica'
  }

  #delete(id: string): Answer {
    const element = this.#elements.find(id)
    if (element === undefined) {
      return this.#has('unknown-delete-is-false') ? { rule: UNKNOWN.rule, value: false } : UNKNOWN
    }
    const wasThere = !this.#elements.isGone(element)
    if (!wasThere && this.#has('delete-again-raises')) return { ...UNKNOWN, rule: 'deletes-by-id' }
    const target = this.#has('delete-by-value') ? this.#firstLike(element) : element
    if (wasThere && target !== undefined) target.isDeleted = true
    if (wasThere && this.#has('delete-takes-a-stamp')) this.#content.largest += 1
    this.#rule = 'deletes-by-id'
    return { rule: this.#rule, value: wasThere || this.#has('delete-always-true') }
  }

  #firstLike({ value }: Element): Element | undefined {
    return this.#elements.visible().find((one) => one.value === value)
  }

  #values(): Json {
    if (!this.#has('deleted-as-empty-text')) return this.#elements.visible().map(({ value }) => value)
    return this.#elements.all().map(({ value, isDeleted }) => (isDeleted ? '' : value))
  }

  #ids(): Json {
    const all = this.#has('ids-list-the-deleted') ? this.#elements.all() : this.#elements.visible()
    return all.map((one) => this.#elements.idOf(one))
  }

  #merge(other: RgaSequence): Answer {
    this.#rule = ruleOfMerge(this.#elements, other.#elements) ?? this.#rule
    const known = new Set(this.#elements.list.map((one) => this.#elements.idOf(one)))
    if (this.#has('merge-shares') && this.#elements.list.length === 0) this.#content = other.#content
    else this.#takeIn(other)
    const counts = this.#has('merge-takes-a-stamp')
    const others = counts ? other.#content.largest : this.#largestNew(other, known)
    this.#content.largest = Math.max(this.#content.largest, others) + (counts ? 1 : 0)
    if (this.#has('merge-changes-the-other')) {
      other.#elements.list = this.#elements.list.map((one) => ({ ...one }))
      other.#content.largest = this.#content.largest
    }
    return { rule: this.#rule, value: null }
  }

  /** The largest stamp that a merge with the other counts. */
  #largestNew(other: RgaSequence, known: ReadonlySet<string>): number {
    if (!this.#has('deleted-are-not-counted')) return other.#elements.largest
    const { list } = other.#elements
    const counted = list.filter((one) => !one.isDeleted && !known.has(other.#elements.idOf(one)))
    return Math.max(...counted.map(({ stamp }) => stamp))
  }

  #takeIn(other: RgaSequence): void {
    if (this.#has('merge-replaces')) {
      this.#elements.list = other.#elements.list.map((one) => ({ ...one }))
      return
    }
    for (const theirs of other.#elements.all().slice()) {
      const mine = this.#elements.find(this.#elements.idOf(theirs))
      if (mine === undefined) this.#takeNew(theirs)
      else mine.isDeleted = this.#isDeletedAfter(mine, theirs)
    }
  }

  #takeNew(theirs: Element): void {
    const isDeleted = theirs.isDeleted && !this.#has('new-come-alive')
    const element = this.#has('shares-elements') ? theirs : { ...theirs, isDeleted }
    if (this.#has('merge-appends')) this.#elements.list.push(element)
    else this.#elements.place(element)
  }

  #isDeletedAfter(mine: Element, theirs: Element): boolean {
    if (this.#has('merge-ignores-deletes')) return mine.isDeleted
    if (this.#has('merge-revives')) return mine.isDeleted && theirs.isDeleted
    return this.#has('merge-takes-their-word') ? theirs.isDeleted : mine.isDeleted || theirs.isDeleted
  }
}
