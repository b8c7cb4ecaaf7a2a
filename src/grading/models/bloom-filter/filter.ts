import { ln } from '../../../lib/portable-math.ts'
import type { Json } from '../../sequence.ts'
import { type Odds, Tally } from '../tally.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import {
  anyPosition,
  exactBits,
  exactHashes,
  falsePositive,
  fillOf,
  leastBits,
  MOST_BITS_ABOVE,
  type Size,
  wrapped,
} from './size.ts'

const NEVER: Odds = { low: 0, high: 0 }
const ALWAYS: Odds = { low: 1, high: 1 }

/** A cell of its own, because a program may wrongly share it among its filters. */
interface Content {
  /** What was added, with the property that says so. */
  keys: Map<string, string>
  /** How often something was added. */
  added: number
  /** What the program answered since the content last changed. */
  told: Map<string, boolean>
  /** Every key to which it once said yes: bits are never cleared. */
  yes: Set<string>
  /** Every key of which an answer was weighed: once it was denied, the chance of a later yes is another. */
  weighed: Set<string>
  /** Keys of which a wrong merge may have lost a part. */
  shaky: Set<string>
}

/**
 * The filter of the contract. Which bits a key sets is the program's own affair, so that nothing is
 * predicted of a single key that was not added; but of all together it is known how often chance allows a yes.
 */
export class Filter implements Subject {
  readonly #world: World
  readonly #capacity: number
  readonly #rate: number
  readonly #size: Size
  readonly #tally = new Tally()
  #content: Content
  /** The odds for keys that were not added, as last worked out. */
  #known: { readonly keys: number; readonly odds: Odds } | undefined
  /** What the program told of its bits. */
  #bitsTold: number | undefined

  constructor(world: World) {
    this.#world = world
    this.#capacity = world.number('capacity') + (this.#wrongDefault('capacity') ? 1000 : 0)
    this.#rate = this.#wrongDefault('false_positive_rate') ? 0.03 : world.number('false_positive_rate')
    const bits = this.#wrongBits() ?? leastBits(this.#capacity, this.#rate)
    const hashes = this.#wrongHashes(bits) ?? Math.round(exactHashes(bits, this.#capacity))
    this.#size = { bits, hashes: Math.max(1, hashes) }
    const shared = this.#has('shared-bits') && world.first instanceof Filter
    this.#content = shared ? (world.first as Filter).#content : empty()
  }

  call(method: string, [arg]: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    switch (method) {
      case 'add':
        return this.#addAll([String(arg)], 'no-false-negatives')
      case 'add_all':
        return this.#addAll(this.#taken(arg as string[]), 'lists-are-keys-one-by-one')
      case 'might_contain':
        return this.#mightContain(String(arg), seen)
      case 'filter':
        return this.#filter(arg as string[], seen)
      case 'bits':
        return this.#bits(seen)
      case 'hashes':
        return this.#hashes()
      default:
        return this.#merge(arg as Filter)
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #wrongDefault(option: 'capacity' | 'false_positive_rate'): boolean {
    const fault = option === 'capacity' ? 'default-capacity' : 'default-rate'
    return this.#has(fault) && this.#world.isDefault(option)
  }

  #taken(keys: readonly string[]): readonly string[] {
    return this.#has('add-all-adds-one') ? keys.slice(0, 1) : keys
  }

  #addAll(keys: readonly string[], rule: string): Answer {
    for (const key of keys) this.#add(key, rule)
    return { rule, value: null }
  }

  #add(key: string, rule: string): void {
    const isFull = this.#content.added >= this.#capacity
    if (isFull && this.#has('ignores-beyond-capacity')) return
    if (isFull && this.#has('clears-at-capacity')) Object.assign(this.#content, empty())
    const { keys, told } = this.#content
    this.#content.added += 1
    if (keys.has(key)) return
    keys.set(key, keys.size >= this.#capacity ? 'goes-on-beyond-capacity' : rule)
    told.clear()
  }

  #mightContain(key: string, seen: Json | undefined): Answer {
    const said = typeof seen === 'boolean' ? seen : this.#example(key)
    const broken = this.#hear(key, said)
    if (this.#has('asking-adds')) this.#add(key, 'asking-changes-nothing')
    const rule = broken ?? this.#ruleFor(key)
    const due = this.#because(key, broken)
    return { rule, allows: (one) => typeof one === 'boolean' && broken === undefined, due, value: said }
  }

  #filter(keys: readonly string[], seen: Json | undefined): Answer {
    const asked = [...new Set(keys)]
    const heard = Array.isArray(seen) ? new Set(this.#meant(seen as string[], keys)) : undefined
    const said = new Set<string>()
    let found: readonly [string, string] | undefined
    for (const key of asked) {
      const yes = heard?.has(key) ?? this.#example(key)
      if (yes) said.add(key)
      const broken = this.#hear(key, yes)
      if (broken !== undefined) found ??= [key, broken]
      if (this.#has('asking-adds')) this.#add(key, 'asking-changes-nothing')
    }
    const value = this.#shown(keys, said)
    const whole = heard === undefined || JSON.stringify(seen) === JSON.stringify(value)
    const rule = whole ? (found?.[1] ?? 'lists-are-keys-one-by-one') : 'lists-are-keys-one-by-one'
    const due = whole && found !== undefined ? this.#because(...found) : 'keys of the list, in its order'
    return { rule, allows: () => whole && found === undefined, due, value }
  }

  /** Which keys the program held to be there when it gave this list. */
  #meant(seen: readonly string[], keys: readonly string[]): readonly string[] {
    if (this.#has('filter-inverts')) return keys.filter((key) => !seen.includes(key))
    if (!this.#has('asking-adds')) return seen
    // What was not there at first is there when it is asked for again.
    const times = new Map<string, number>()
    for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
    for (const key of seen) times.set(key, (times.get(key) ?? 0) - 1)
    return keys.filter((key) => times.get(key) === 0)
  }

  /** The list that a program gives which holds these keys to be there. */
  #shown(keys: readonly string[], there: ReadonlySet<string>): string[] {
    if (this.#has('filter-inverts')) return keys.filter((key) => !there.has(key))
    if (this.#has('filter-drops-repeats')) return [...there]
    if (this.#has('asking-adds')) return keysAsAdded(keys, there)
    const end = this.#has('filter-stops') ? keys.findIndex((key) => !there.has(key)) : -1
    return keys.slice(0, end === -1 ? keys.length : end).filter((key) => there.has(key))
  }

  /** The property that this answer breaks, if it breaks one. */
  #hear(key: string, said: boolean): string | undefined {
    const { keys, told, yes, weighed } = this.#content
    const odds = this.#odds(key)
    if (odds.low === 1 && !said) return keys.get(key) ?? 'empty-contains-nothing'
    if (odds.high === 0 && said) return keys.size === 0 ? 'empty-contains-nothing' : 'holds-bits-not-keys'
    const before = told.get(key)
    if (before !== undefined) return before === said ? undefined : 'asking-changes-nothing'
    told.set(key, said)
    if (yes.has(key) && !keys.has(key)) return said ? undefined : 'asking-changes-nothing'
    if (said) yes.add(key)
    if (odds.high === odds.low || weighed.has(key)) return undefined
    weighed.add(key)
    this.#tally.add(odds, said)
    if (this.#tally.isTooHigh) return 'false-positives-within-the-rate'
    return this.#tally.isTooLow ? 'holds-bits-not-keys' : undefined
  }

  #odds(key: string): Odds {
    const { keys, shaky, added } = this.#content
    if (this.#has('says-yes-always')) return ALWAYS
    if (shaky.has(key)) return { low: 0, high: 1 }
    if (keys.has(key)) return this.#has('asks-other-positions') ? this.#fill(1) : ALWAYS
    if (this.#has('merge-intersects')) return { low: 0, high: falsePositive(this.#size, added).high }
    if (keys.size === 0 || this.#has('keeps-the-keys')) return NEVER
    if (this.#has('one-position')) return this.#fill(1 / this.#size.hashes)
    if (this.#known?.keys !== keys.size)
      this.#known = { keys: keys.size, odds: this.#falsePositive(keys.size) }
    return this.#known.odds
  }

  #falsePositive(keys: number): Odds {
    if (this.#has('any-position')) return anyPosition(this.#size, keys)
    return this.#has('wraps-at-32') ? wrapped(this.#size, keys) : falsePositive(this.#size, keys)
  }

  /** The share of set bits when each key sets this part of its positions. */
  #fill(part: number): Odds {
    return around(fillOf(this.#size, this.#content.keys.size * part))
  }

  /** An answer that a program may well give: yes for those that were added, and by chance for others. */
  #example(key: string): boolean {
    const { told, yes } = this.#content
    const before = told.get(key) ?? (yes.has(key) ? true : undefined)
    const { low, high } = this.#odds(key)
    if (low === high) return low === 1
    return before ?? fraction(key) < (low + high) / 2
  }

  #ruleFor(key: string): string {
    return this.#content.keys.get(key) ?? 'false-positives-within-the-rate'
  }

  #because(key: string, broken: string | undefined): string {
    if (broken === 'false-positives-within-the-rate')
      return `fewer keys that were never added, for a rate of ${this.#rate}`
    if (broken === 'holds-bits-not-keys')
      return 'some keys that were never added, as a filter of so many bits must give'
    if (broken === 'asking-changes-nothing') return `the same answer for "${key}" as before`
    if (broken === 'empty-contains-nothing') return 'nothing, for nothing was added'
    return `"${key}" might be there, for it was added`
  }

  #bits(seen: Json | undefined): Answer {
    const rule = 'takes-the-bits-it-needs'
    const { bits } = this.#size
    if (this.#has('bits-in-bytes')) return { rule, value: Math.ceil(bits / 8) }
    if (this.#wrongBits() !== undefined) return { rule, value: bits }
    if (typeof seen === 'number') this.#bitsTold = seen
    const most = bits + MOST_BITS_ABOVE
    const allows = (one: Json | undefined): boolean => isWhole(one) && one >= bits && one <= most
    return { rule, allows, due: `${bits}, or up to ${MOST_BITS_ABOVE} more`, value: bits }
  }

  #wrongBits(): number | undefined {
    const exact = exactBits(this.#capacity, this.#rate)
    if (this.#has('bits-without-square')) return Math.ceil(exact * ln(2))
    if (this.#has('bits-by-decimal-log')) return Math.ceil(exact / ln(10))
    if (this.#has('bits-rounded-down')) return Math.floor(exact)
    return this.#has('ignores-the-rate') ? this.#capacity * 10 : undefined
  }

  #hashes(): Answer {
    const rule = 'takes-the-hashes-it-needs'
    const { bits, hashes } = this.#size
    if (this.#wrongHashes(bits) !== undefined) return { rule, value: hashes }
    const least = exactHashes(this.#bitsTold ?? bits, this.#capacity) - 0.501
    const most = exactHashes(this.#bitsTold ?? bits + MOST_BITS_ABOVE, this.#capacity) + 0.501
    // From the number of bits before it was rounded, which is log2(1 / p).
    const plain = Math.round(exactHashes(exactBits(this.#capacity, this.#rate), this.#capacity))
    const allows = (one: Json | undefined): boolean =>
      isWhole(one) && ((one >= least && one <= most) || one === Math.max(1, plain) || one === hashes)
    return { rule, allows, due: String(hashes), value: hashes }
  }

  #wrongHashes(bits: number): number | undefined {
    const exact = exactHashes(bits, this.#capacity)
    if (this.#has('hashes-rounded-down')) return Math.floor(exact)
    if (this.#has('hashes-rounded-up')) return Math.ceil(exact)
    if (this.#has('hashes-without-ln2')) return Math.round(bits / this.#capacity)
    return this.#has('hashes-by-natural-log') ? Math.round(exact * ln(2)) : undefined
  }

  #merge(other: Filter): Answer {
    const fits = other.#size.bits === this.#size.bits && other.#size.hashes === this.#size.hashes
    const rule = 'merge-needs-equal-sizes'
    if (!fits && !this.#has('merge-unchecked')) return { rule, raises: 'IncompatibleFilterError' }
    if (fits && !this.#has('merge-ignored')) this.#takeOver(other)
    return { rule: fits ? 'merge-takes-over-all' : rule, value: null }
  }

  #takeOver(other: Filter): void {
    const mine = this.#content
    const theirs = other.#content
    const before = { ...mine, keys: new Map(mine.keys) }
    const rule = 'merge-takes-over-all'
    const kept = this.#has('merge-replaces') ? [] : [...before.keys]
    mine.keys = new Map([...kept, ...[...theirs.keys.keys()].map((key) => [key, rule] as const)])
    mine.added = this.#has('merge-replaces') ? theirs.added : mine.added + theirs.added
    mine.yes = this.#has('merge-replaces') ? new Set() : new Set([...mine.yes, ...theirs.yes])
    mine.told = new Map()
    if (this.#has('merge-intersects') || this.#has('merge-toggles'))
      loseSome(mine, before, theirs, this.#world)
    if (!this.#has('merge-changes-other') || other === this) return
    theirs.keys = new Map(mine.keys)
    theirs.told = new Map()
  }
}

/** What AND keeps, or XOR. */
function loseSome(merged: Content, mine: Content, theirs: Content, world: World): void {
  const intersects = world.has('merge-intersects' satisfies Wrong)
  for (const key of [...merged.keys.keys()]) {
    const inBoth = mine.keys.has(key) && (theirs === merged || theirs.keys.has(key))
    if (inBoth !== intersects) merged.keys.delete(key)
    if (!inBoth && !intersects) merged.shaky.add(key)
  }
  merged.yes = new Set()
}

/** Of a list whose keys are added as they are asked for: those that were there, and every repetition. */
function keysAsAdded(keys: readonly string[], there: ReadonlySet<string>): string[] {
  const added = new Set(there)
  return keys.filter((key) => added.size === added.add(key).size)
}

function isWhole(one: Json | undefined): one is number {
  return typeof one === 'number' && Number.isInteger(one)
}

function empty(): Content {
  return { keys: new Map(), added: 0, told: new Map(), yes: new Set(), weighed: new Set(), shaky: new Set() }
}

/** A chance that is known roughly. */
function around(chance: number): Odds {
  return { low: chance * 0.75, high: Math.min(1, chance * 1.25 + 0.01) }
}

/** A number from 0 to 1 that depends on the key alone. */
function fraction(key: string): number {
  let state = 0x811c9dc5
  for (const letter of key) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32
}
