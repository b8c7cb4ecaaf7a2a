import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

interface Content {
  keys: Set<string>
  /** What a program counts that counts repetitions: at least, and at most once something was merged. */
  least: number
  most: number
  /** The property that decides about the estimate. */
  rule: string
  /** Of a program that loses keys when it merges: how many there can be, at most. */
  atMost: number | undefined
  /** Of a program that makes registers larger than either was. */
  isInflated: boolean
}

/** What all estimators of a sequence have told so far, since the same keys must give the same estimate. */
interface Told {
  readonly estimates: Map<string, number>
  /** How many estimates of many keys were exact, and how many were not. */
  exact: number
  inexact: number
}

type Range = readonly [number, number]

/**
 * How many standard errors an estimate may be off: 1.04 / sqrt(registers) of the number each, by Flajolet and
 * others (2007), Theorem 1. Errors are close to normal, so that eight of them come by chance less than once
 * in 1e15 times; the excess allows for the bias of the plain formula between its two ranges.
 */
const DEVIATIONS = 8
/**
 * So many estimates in a row are exact by chance less than once in 1e10 times, if the standard error of each is
 * at least 80 keys.
 */
const MOST_EXACT = 4

/** The estimator of the contract. How a key finds its register and its rank is the program's own affair. */
export class Estimator implements Subject {
  readonly #world: World
  readonly #registers: number
  readonly #told: Told
  #content: Content
  /** Registers of another precision were merged: now there may be any number. */
  #isBroken = false

  constructor(world: World) {
    this.#world = world
    const isOther = this.#has('default-precision') && world.isDefault('precision')
    this.#registers = 2 ** (isOther ? 14 : world.number('precision'))
    const first = world.first instanceof Estimator ? world.first : undefined
    this.#told = first === undefined ? { estimates: new Map(), exact: 0, inexact: 0 } : first.#told
    this.#content = this.#has('shared-registers') && first !== undefined ? first.#content : empty()
  }

  call(method: string, [arg]: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    switch (method) {
      case 'add':
        return this.#addAll([String(arg)], 'counts-different-keys')
      case 'add_all':
        return this.#addAll(arg as string[], 'lists-are-keys-one-by-one')
      case 'count':
        return this.#count(seen)
      case 'registers':
        return this.#registersTold()
      default:
        return this.#merge(arg as Estimator)
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #registersTold(): Answer {
    const precision = 31 - Math.clz32(this.#registers)
    return {
      rule: 'has-the-stated-registers',
      value: this.#has('tells-precision') ? precision : this.#registers,
    }
  }

  #addAll(keys: readonly string[], rule: string): Answer {
    const content = this.#content
    const isCut = this.#has('add-all-adds-one') && rule === 'lists-are-keys-one-by-one'
    for (const key of isCut ? keys.slice(0, 1) : keys) {
      content.keys.add(key)
      content.least += 1
      content.most += 1
      if (content.atMost !== undefined) content.atMost += 1
    }
    if (content.rule !== 'merge-is-the-union') content.rule = rule
    return { rule, value: null }
  }

  #count(seen: Json | undefined): Answer {
    const range = this.#range()
    const said = typeof seen === 'number' ? seen : this.#example(range)
    const broken = this.#hear(said, range)
    const allows = (one: Json | undefined): boolean => typeof one === 'number' && broken === undefined
    return { rule: broken ?? this.#rule(), allows, due: this.#due(broken, range), value: said }
  }

  #hear(said: number, [least, most]: Range): string | undefined {
    if (!Number.isInteger(said) || said < least || said > most) return this.#rule()
    if (this.#isOff()) return undefined
    const { estimates } = this.#told
    const mark = this.#mark()
    const before = estimates.get(mark)
    if (before === undefined) estimates.set(mark, said)
    if (before !== undefined) return before === said ? undefined : this.#ruleOfSame()
    return this.#hearOfMany(said)
  }

  /** With this fault the same keys need not give the same estimate. */
  #isOff(): boolean {
    if (this.#has('counts-repetitions') || this.#has('keeps-the-last')) return true
    return this.#content.atMost !== undefined || this.#content.isInflated
  }

  #ruleOfSame(): string {
    const { rule } = this.#content
    return rule === 'merge-is-the-union' ? rule : 'same-keys-same-estimate'
  }

  #hearOfMany(said: number): string | undefined {
    const { size } = this.#content.keys
    if (size < 4 * this.#registers || size * 1.04 < 80 * Math.sqrt(this.#registers)) return undefined
    if (said === size) this.#told.exact += 1
    else this.#told.inexact += 1
    const isTooGood = this.#told.inexact === 0 && this.#told.exact > MOST_EXACT
    return isTooGood && !this.#has('keeps-the-keys') ? 'holds-registers-not-keys' : undefined
  }

  /** The same for the same keys in estimators of the same size. */
  #mark(): string {
    let sum = 0
    for (const key of this.#content.keys) sum = (sum + hashOf(key)) % 2 ** 48
    return `${this.#registers}/${this.#content.keys.size}/${sum}`
  }

  #range(): Range {
    const { keys, least, most, atMost } = this.#content
    const registers = this.#registers
    const { size } = keys
    if (this.#isBroken) return [0, Number.POSITIVE_INFINITY]
    if (this.#has('keeps-the-keys')) return [size, size]
    if (atMost !== undefined) return [0, this.#near(atMost)[1]]
    if (this.#content.isInflated) return [this.#near(size)[0], Number.POSITIVE_INFINITY]
    if (this.#has('counts-repetitions')) return [this.#near(least)[0], this.#near(most)[1]]
    if (this.#has('no-correction-for-small') && size < 2.5 * registers) return rawRange(registers, size)
    if (this.#has('forgets-alpha') && size > 2.5 * registers) return this.#near(size / alpha(registers))
    if (this.#has('rank-from-zero') && size > 5 * registers) return this.#near(size / 2)
    if (this.#has('rank-from-zero') && size > 0) return [Math.floor(size / 8) - 3, size * 1.1 + 3]
    if (this.#isSaturated())
      return [registers * 1.5, registers * (this.#content.rule === 'merge-is-the-union' ? 6 : 3.2)]
    return this.#near(size)
  }

  /** It ends at about two and a half times the number of registers. */
  #isSaturated(): boolean {
    if (!this.#has('same-bits-twice') && !this.#has('keeps-the-last')) return false
    return this.#content.keys.size > 8 * this.#registers
  }

  #near(size: number): Range {
    if (size === 0) return [0, 0]
    // Below, registers that two keys share count as one; their number varies as the count itself.
    const off = (DEVIATIONS * 1.04 * size) / Math.sqrt(this.#registers)
    const bias = 0.03 * size
    return [Math.max(1, Math.floor(size - off - bias - 1)), Math.ceil(size + off + bias + 1)]
  }

  #example([least, most]: Range): number {
    const before = this.#told.estimates.get(this.#mark())
    if (this.#has('keeps-the-keys')) return least
    if (before !== undefined && !this.#has('keeps-the-last')) return before
    const middle = Math.round((least + Math.min(most, 2 ** 31)) / 2)
    const isMany = this.#content.keys.size >= 4 * this.#registers
    return this.#has('keeps-the-last') && before === middle ? middle + 1 : middle + (isMany ? 1 : 0)
  }

  #rule(): string {
    const { keys, rule } = this.#content
    if (rule === 'merge-is-the-union') return rule
    if (keys.size <= this.#registers / 8) return this.#repeats() ? rule : 'small-numbers-are-nearly-exact'
    return this.#repeats() || keys.size < this.#registers * 2 ? rule : 'stays-within-its-error'
  }

  #repeats(): boolean {
    return this.#content.most > this.#content.keys.size
  }

  #due(broken: string | undefined, [least, most]: Range): string {
    if (broken === 'holds-registers-not-keys')
      return 'an estimate that is off by some per cent, as it must be'
    const told = this.#told.estimates.get(this.#mark())
    if (broken !== undefined && told !== undefined) return `${told}, as for the same keys before`
    return least === most
      ? String(least)
      : `from ${least} to ${most}, for ${this.#content.keys.size} different keys`
  }

  #merge(other: Estimator): Answer {
    const fits = other.#registers === this.#registers
    const rule = 'merge-needs-equal-precision'
    if (!fits && !this.#has('merge-unchecked')) return { rule, raises: 'IncompatibleEstimatorError' }
    if (!fits) this.#isBroken = true
    else if (!this.#has('merge-ignored')) this.#takeOver(other)
    return { rule: fits ? 'merge-is-the-union' : rule, value: null }
  }

  #takeOver(other: Estimator): void {
    const mine = this.#content
    const theirs = other.#content
    const own = mine.keys.size
    mine.keys = new Set([...(this.#has('merge-replaces') ? [] : mine.keys), ...theirs.keys])
    mine.least = Math.max(mine.least, theirs.least)
    mine.most += theirs.most
    if (this.#has('merge-takes-smaller') && other !== this) {
      mine.atMost = Math.min(mine.atMost ?? own, theirs.keys.size)
    }
    mine.rule = 'merge-is-the-union'
    mine.isInflated ||= this.#has('merge-by-or')
    if (!this.#has('merge-changes-other') || other === this) return
    theirs.keys = new Set(mine.keys)
    theirs.rule = 'merge-is-the-union'
  }
}

function empty(): Content {
  return {
    keys: new Set(),
    least: 0,
    most: 0,
    rule: 'counts-different-keys',
    atMost: undefined,
    isInflated: false,
  }
}

/** Flajolet and others (2007), figure 3. */
function alpha(registers: number): number {
  return 0.7213 / (1 + 1.079 / registers)
}

/** The plain formula starts at alpha times the registers, and rises ever more steeply to the true number. */
function rawRange(registers: number, size: number): Range {
  const start = alpha(registers) * registers
  if (size === 0) return [Math.floor(start), Math.ceil(start)]
  const off = (DEVIATIONS * 1.04 * (start + size)) / Math.sqrt(registers)
  return [Math.floor(Math.max(start, size) - off - 1), Math.ceil(start + size + off + 1)]
}

function hashOf(key: string): number {
  let low = 0x811c9dc5
  let high = 0x1000193
  for (const letter of key) {
    low = Math.imul(low ^ (letter.codePointAt(0) ?? 0), 0x01000193)
    high = Math.imul(high ^ (letter.codePointAt(0) ?? 0), 0x85ebca6b)
  }
  return (low >>> 0) + ((high >>> 0) % 0xffff) * 2 ** 32
}
