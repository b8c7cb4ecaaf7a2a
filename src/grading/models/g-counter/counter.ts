import type { Json } from '../../sequence.ts'
import { mergedSlots, ruleOfMerge, type Slots, sumOf, tells } from '../slots.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

/** A cell of its own, because a program may wrongly share it among its counters. */
interface Content {
  slots: Slots
}

const DONE = null

/** Specification 6 of the study by Shapiro and others: a slot for each replica, the larger of each wins. */
export class GCounter implements Subject {
  readonly #world: World
  readonly #replica: string
  readonly #content: Content
  /** The property that the present slots hang on. */
  #rule = 'starts-at-zero'

  constructor(world: World) {
    this.#world = world
    this.#replica = world.text('replica')
    const shared = this.#has('shared-counts') && world.first instanceof GCounter
    this.#content = shared ? (world.first as GCounter).#content : { slots: this.#fresh() }
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    if (method === 'increment') return this.#increment(Number(args[0]))
    if (method === 'merge') return this.#merge(args[0] as Slots)
    return method === 'value' ? this.#value() : this.#state()
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #fresh(): Slots {
    return this.#has('starts-at-one') ? { [this.#replica]: 1 } : {}
  }

  #increment(amount: number): Answer {
    const rule = amount < 0 ? 'refuses-negative-amounts' : 'adds-to-its-own-slot'
    this.#rule = rule
    const refused = amount < 0 || (this.#has('zero-raises') && amount === 0)
    if (refused && !this.#has('negative-accepted') && !this.#has('negative-counts-then-raises')) {
      if (this.#has('negative-ignored')) return { rule, value: DONE }
      return { rule: 'refuses-negative-amounts', raises: 'InvalidAmountError' }
    }
    const { slots } = this.#content
    slots[this.#replica] = (slots[this.#replica] ?? 0) + this.#added(amount)
    return refused && this.#has('negative-counts-then-raises')
      ? { rule, raises: 'InvalidAmountError' }
      : { rule, value: DONE }
  }

  #added(amount: number): number {
    if (this.#has('adds-one')) return 1
    return this.#has('zero-counts-one') && amount === 0 ? 1 : amount
  }

  #merge(theirs: Slots): Answer {
    const rule = ruleOfMerge(this.#content.slots, theirs, this.#replica)
    this.#rule = rule
    this.#content.slots = this.#merged(this.#content.slots, theirs)
    if (this.#has('merge-changes-the-state')) Object.assign(theirs, this.#content.slots)
    return { rule, value: DONE }
  }

  #merged(mine: Slots, theirs: Slots): Slots {
    if (this.#has('merge-keeps-the-state') && sumOf(mine) === 0) return theirs
    if (this.#has('merge-takes-the-larger-total')) return sumOf(theirs) > sumOf(mine) ? { ...theirs } : mine
    if (this.#has('merge-adds-the-value')) {
      return { ...mine, [this.#replica]: (mine[this.#replica] ?? 0) + sumOf(theirs) }
    }
    const merged = mergedSlots(mine, theirs, this.#replica, (id) => this.#has(id))
    // In place, so that whoever holds the slots sees them change.
    if (this.#has('merge-replaces') || this.#has('merge-only-theirs')) return merged
    return Object.assign(mine, merged)
  }

  #value(): Answer {
    const { slots } = this.#content
    const several = Object.values(slots).filter((one) => one > 0).length > 1
    const rule = several && this.#rule !== 'merging-again-changes-nothing' ? 'value-is-the-sum' : this.#rule
    if (this.#has('value-is-its-own')) return { rule, value: slots[this.#replica] ?? 0 }
    if (this.#has('value-is-the-largest')) return { rule, value: Math.max(0, ...Object.values(slots)) }
    if (this.#has('value-counts-replicas')) return { rule, value: Object.keys(slots).length }
    return { rule, value: sumOf(slots) }
  }

  #state(): Answer {
    const { slots } = this.#content
    const own = slots[this.#replica]
    if (this.#has('state-tells-its-own')) {
      return tells('passes-on-what-it-learned', own === undefined ? {} : { [this.#replica]: own })
    }
    return tells(this.#rule, this.#has('state-is-live') ? slots : { ...slots })
  }
}
