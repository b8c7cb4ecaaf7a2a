import type { Json } from '../../sequence.ts'
import { Tally } from '../tally.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { errorBound, meetsInEveryRow, meetsInOneRow, missesTheBound, type Shape } from './odds.ts'

const WORD = 2 ** 32

interface Count {
  amount: number
  /** The property that says so. */
  rule: string
}

/** A cell of its own, because a program may wrongly share it among its sketches. */
interface Content {
  counts: Map<string, Count>
  total: number
  /** What the program answered since the content last changed. */
  told: Map<string, number>
  /** The highest estimate that it ever gave of a key: counters never fall. */
  highest: Map<string, number>
}

/**
 * The sketch of the contract. Which counters a key has is the program's own affair; an estimate may be
 * anything from the true count to the total. How often keys that were never added are estimated above 0, and
 * above the bound, is known.
 */
export class Sketch implements Subject {
  readonly #world: World
  readonly #shape: Shape
  readonly #meetings = new Tally()
  readonly #misses = new Tally()
  #content: Content
  /** A negative count was taken, or another shape: now any counter may be anything. */
  #isBroken = false

  constructor(world: World) {
    this.#world = world
    this.#shape = {
      width: world.number('width') + (this.#has('default-width') && world.isDefault('width') ? 24 : 0),
      depth: world.number('depth') - (this.#has('default-depth') && world.isDefault('depth') ? 1 : 0),
    }
    const shared = this.#has('shared-counters') && world.first instanceof Sketch
    this.#content = shared ? (world.first as Sketch).#content : empty()
  }

  call(method: string, [first, second]: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    switch (method) {
      case 'add':
        return this.#add(String(first), Number(second))
      case 'add_all':
        return this.#addAll(first as string[])
      case 'estimate':
        return this.#estimate(String(first), seen)
      case 'estimate_all':
        return this.#estimateAll(first as string[], seen)
      case 'total':
        return { rule: 'total-is-exact', value: this.#content.total }
      case 'counters':
        return { rule: 'has-the-stated-defaults', value: this.#shape.width * this.#shape.depth }
      default:
        return this.#merge(first as Sketch)
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #add(key: string, count: number): Answer {
    const rule = 'refuses-counts-below-one'
    const taken = count >= 1 || this.#has('accepts-any-count') || (count === 0 && this.#has('accepts-zero'))
    if (taken) this.#increase(key, count, 'adds-the-given-count')
    else if (this.#has('counts-what-it-refuses')) this.#content.total += count
    return taken
      ? { rule: count >= 1 ? 'never-below' : rule, value: null }
      : { rule, raises: 'InvalidCountError' }
  }

  #addAll(keys: readonly string[]): Answer {
    const rule = 'lists-are-keys-one-by-one'
    for (const key of this.#has('list-counts-once') ? new Set(keys) : keys) this.#increase(key, 1, rule)
    return { rule, value: null }
  }

  #increase(key: string, given: number, rule: string): void {
    const content = this.#content
    const count = this.#has('ignores-the-count') ? 1 : given
    const before = content.counts.get(key)
    const amount = this.#has('keeps-the-largest')
      ? Math.max(before?.amount ?? 0, count)
      : (before?.amount ?? 0) + count
    content.counts.set(key, { amount, rule: before === undefined ? rule : before.rule })
    content.total += this.#totalOf(count)
    content.told.clear()
    if (count < 0) this.#isBroken = true
    if (count < 0 || this.#has('wraps-at-32-bits')) content.highest.clear()
  }

  #totalOf(count: number): number {
    if (this.#has('total-counts-additions')) return 1
    return this.#has('total-counts-rows') ? count * this.#shape.depth : count
  }

  #estimate(key: string, seen: Json | undefined): Answer {
    const said = typeof seen === 'number' ? seen : this.#example(key)
    const broken = this.#hear(key, said)
    const allows = (one: Json | undefined): boolean => typeof one === 'number' && broken === undefined
    const rule = broken ?? this.#ruleOf(key)
    return { rule, allows, due: this.#due(key, broken), value: said }
  }

  #estimateAll(keys: readonly string[], seen: Json | undefined): Answer {
    const rule = 'lists-are-keys-one-by-one'
    const sorted = this.#has('list-sorted')
    const isList = Array.isArray(seen) && seen.length === keys.length
    let found: readonly [string, string] | undefined
    const said: number[] = []
    for (const [at, key] of keys.entries()) {
      const one = isList && !sorted ? Number(seen[at]) : this.#example(key)
      said.push(one)
      const broken = this.#hear(key, one)
      if (broken !== undefined) found ??= [key, broken]
    }
    const value = sorted ? said.toSorted((a, b) => a - b) : said
    if (seen !== undefined && !isList)
      return { rule, allows: () => false, due: 'an estimate for each key', value }
    const allows = (one: Json | undefined): boolean =>
      sorted ? JSON.stringify(one) === JSON.stringify(value) : found === undefined
    const due = found === undefined ? 'an estimate for each key, in its order' : this.#due(...found)
    return { rule: found?.[1] ?? rule, allows, due, value }
  }

  /** The property that this estimate breaks, if it breaks one. */
  #hear(key: string, said: number): string | undefined {
    const { counts, told, highest } = this.#content
    const [least, most] = this.#range(key)
    const before = told.get(key)
    const high = highest.get(key)
    if (this.#has('asking-adds')) this.#increase(key, 1, 'asking-changes-nothing')
    if (!Number.isInteger(said) || said < least) return this.#ruleOf(key)
    if (said > most) return 'takes-the-least'
    if (before !== undefined && before !== said) return 'asking-changes-nothing'
    if (high !== undefined && said < high) return 'asking-changes-nothing'
    if (this.#has('asking-adds')) return undefined
    told.set(key, said)
    highest.set(key, said)
    // Only the first answer: once it was 0, the chance of more is another.
    return high === undefined && !counts.has(key) ? this.#weigh(said) : undefined
  }

  #weigh(said: number): string | undefined {
    const { counts, total } = this.#content
    if (this.#has('keeps-the-keys') || this.#has('adds-to-one-row') || this.#isBroken) return undefined
    this.#meetings.add(this.#odds(counts.size), said > 0)
    const isMiss = said > errorBound(this.#shape, total)
    if (
      !this.#has('takes-the-largest') &&
      !this.#has('one-hash-for-all-rows') &&
      !this.#has('sums-the-rows')
    ) {
      this.#misses.add(missesTheBound(this.#shape), isMiss)
    }
    if (this.#misses.isTooHigh) return 'stays-within-its-error'
    if (this.#meetings.isTooHigh) return 'takes-the-least'
    return this.#meetings.isTooLow ? 'holds-counters-not-keys' : undefined
  }

  #odds(keys: number): { low: number; high: number } {
    if (this.#has('takes-the-largest') || this.#has('sums-the-rows')) return meetsInOneRow(this.#shape, keys)
    return meetsInEveryRow(
      this.#has('one-hash-for-all-rows') ? { ...this.#shape, depth: 1 } : this.#shape,
      keys,
    )
  }

  /** What an estimate can be, at least and at most. */
  #range(key: string): readonly [number, number] {
    const { counts } = this.#content
    const { depth } = this.#shape
    if (this.#isBroken) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    const amount = counts.get(key)?.amount ?? 0
    const all = [...counts.values()].reduce((sum, one) => sum + one.amount, 0)
    const most = counts.size === 1 && counts.has(key) ? amount : Math.max(all, 0)
    if (this.#has('adds-to-one-row') && depth > 1) return [0, 0]
    if (this.#has('keeps-the-keys')) return [amount, amount]
    if (this.#has('sums-the-rows')) return [amount * depth, most * depth]
    if (this.#has('wraps-at-32-bits'))
      return [amount % WORD, most === amount ? amount % WORD : Math.min(most, WORD - 1)]
    return [amount, most]
  }

  /** An estimate that a program may well give. */
  #example(key: string): number {
    const { counts, told, highest, total } = this.#content
    const before = told.get(key)
    if (before !== undefined && !this.#has('asking-adds')) return before
    const [least] = this.#range(key)
    if (counts.has(key) || this.#has('keeps-the-keys') || least > 0) {
      return this.#isBroken ? 0 : Math.max(least, highest.get(key) ?? 0)
    }
    const { low, high } = this.#odds(counts.size)
    const meets = fraction(key) < (low + high) / 2
    return Math.max(highest.get(key) ?? 0, meets ? this.#typicalError(total) : 0)
  }

  #typicalError(total: number): number {
    const { width } = this.#shape
    if (this.#has('one-hash-for-all-rows')) return Math.floor(errorBound(this.#shape, total)) + 1
    return Math.max(1, Math.floor(total / width))
  }

  #ruleOf(key: string): string {
    const count = this.#content.counts.get(key)
    if (count === undefined) return 'takes-the-least'
    return count.amount >= WORD ? 'counts-beyond-32-bits' : count.rule
  }

  #due(key: string, broken: string | undefined): string {
    const { width, depth } = this.#shape
    if (broken === 'takes-the-least' && !this.#content.counts.has(key)) {
      return `0 for more of the keys that were never added, with ${depth} rows of ${width} counters`
    }
    if (broken === 'stays-within-its-error') return `fewer estimates above e/${width} of the total`
    if (broken === 'holds-counters-not-keys')
      return `more estimates above 0, with ${depth} rows of ${width} counters`
    const told = this.#content.told.get(key)
    if (broken === 'asking-changes-nothing' && told !== undefined) return `${told}, as before`
    const [least, most] = this.#range(key)
    if (least === most) return `${least} for "${key}"`
    return `at least ${least} for "${key}", and at most ${most}`
  }

  #merge(other: Sketch): Answer {
    const [mine, theirs] = [this.#shape, other.#shape]
    const fits = mine.width === theirs.width && mine.depth === theirs.depth
    const isSameSize = mine.width * mine.depth === theirs.width * theirs.depth
    const passes = this.#has('merge-unchecked') || (isSameSize && this.#has('merge-compares-size'))
    const rule = 'merge-needs-equal-shape'
    if (!fits && !passes) return { rule, raises: 'IncompatibleSketchError' }
    if (!fits) {
      this.#isBroken = true
      this.#content.total += other.#content.total
    } else if (!this.#has('merge-ignored')) this.#takeOver(other)
    return { rule: fits ? 'merge-adds-up' : rule, value: null }
  }

  #takeOver(other: Sketch): void {
    const mine = this.#content
    const theirs = other.#content
    const rule = 'merge-adds-up'
    const own = this.#has('merge-replaces') ? new Map<string, Count>() : mine.counts
    const keys = new Set([...own.keys(), ...theirs.counts.keys()])
    const join = this.#has('merge-takes-larger') ? Math.max : (a: number, b: number) => a + b
    const amountIn = (counts: Map<string, Count>, key: string): number => counts.get(key)?.amount ?? 0
    mine.counts = new Map(
      [...keys].map((key) => [key, { amount: join(amountIn(own, key), amountIn(theirs.counts, key)), rule }]),
    )
    if (!this.#has('total-forgets-merges')) mine.total += theirs.total
    mine.told = new Map()
    const falls = this.#has('merge-replaces') || this.#has('wraps-at-32-bits')
    mine.highest = falls ? new Map() : new Map(mine.highest)
    if (!this.#has('merge-changes-other') || other === this) return
    theirs.counts = new Map(mine.counts)
    theirs.told = new Map()
  }
}

function empty(): Content {
  return { counts: new Map(), total: 0, told: new Map(), highest: new Map() }
}

/** A number from 0 to 1 that depends on the key alone. */
function fraction(key: string): number {
  let state = 0x811c9dc5
  for (const letter of key) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32
}
