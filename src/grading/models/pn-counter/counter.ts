import type { Json } from '../../sequence.ts'
import { type MergeRule, mergedSlots, ruleOfMerge, type Slots, sumOf, tells } from '../slots.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

/** What is sent: both maps. Of a type that JSON has. */
type Counts = { increments: Slots; decrements: Slots }

const DONE = null
const KINDS = ['increments', 'decrements'] as const

/** Specification 7 of the study by Shapiro and others: two grow-only counters, one of which counts down. */
export class PNCounter implements Subject {
  readonly #world: World
  readonly #replica: string
  readonly #counts: Counts
  /** The property that the present counts hang on. */
  #rule = 'starts-at-zero'

  constructor(world: World) {
    this.#world = world
    this.#replica = world.text('replica')
    const shared = this.#has('shared-counts') && world.first instanceof PNCounter
    this.#counts = shared ? (world.first as PNCounter).#counts : this.#fresh()
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    if (method === 'merge') return this.#merge(args[0] as unknown as Counts)
    if (method === 'value') return this.#value()
    if (method === 'state') return this.#state()
    return this.#count(method === 'increment' ? 'increments' : 'decrements', Number(args[0]))
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #fresh(): Counts {
    return { increments: this.#has('starts-at-one') ? { [this.#replica]: 1 } : {}, decrements: {} }
  }

  #count(kind: keyof Counts, amount: number): Answer {
    this.#rule = amount < 0 ? 'refuses-negative-amounts' : 'counts-in-two-maps'
    if (amount < 0 && this.#has('negative-turned')) return this.#add(other(kind), -amount)
    if (this.#refuses(kind, amount)) return { rule: 'refuses-negative-amounts', raises: 'InvalidAmountError' }
    if (kind === 'decrements') return this.#countDown(amount)
    return this.#add(kind, amount)
  }

  #refuses(kind: keyof Counts, amount: number): boolean {
    if (amount === 0) return this.#has('zero-raises')
    if (this.#has('decrement-unchecked') && kind === 'decrements') return false
    return amount < 0 && !this.#has('negative-accepted')
  }

  #countDown(amount: number): Answer {
    if (this.#worth() < amount) this.#rule = 'may-be-negative'
    if (this.#has('refuses-below-zero') && this.#worth() < amount) return { rule: this.#rule, value: DONE }
    if (this.#has('decrement-lowers-increments')) return this.#add('increments', -amount)
    return this.#add(this.#has('decrement-counts-up') ? 'increments' : 'decrements', amount)
  }

  #add(kind: keyof Counts, amount: number): Answer {
    const slots = this.#counts[kind]
    const added = this.#has('adds-one') ? 1 : amount
    slots[this.#replica] = (slots[this.#replica] ?? 0) + added
    return { rule: this.#rule, value: DONE }
  }

  #merge(theirs: Counts): Answer {
    const mine = this.#counts
    const rule = this.#ruleOfMerge(theirs)
    this.#rule = rule
    if (this.#has('merge-takes-the-larger-value') && difference(theirs) <= difference(mine)) {
      return { rule, value: DONE }
    }
    const merged = this.#merged(theirs)
    for (const kind of KINDS) {
      // In place, so that whoever holds the slots sees them change.
      const replaces = this.#has('merge-replaces') || this.#has('merge-takes-the-larger-value')
      mine[kind] = replaces ? merged[kind] : Object.assign(mine[kind], merged[kind])
      if (this.#has('merge-changes-the-state')) Object.assign(theirs[kind], mine[kind])
    }
    return { rule, value: DONE }
  }

  #merged(theirs: Counts): Counts {
    const mine = this.#counts
    if (this.#has('merge-takes-the-larger-value')) {
      return { increments: { ...theirs.increments }, decrements: { ...theirs.decrements } }
    }
    if (this.#has('merge-by-difference')) return byDifference(mine, theirs)
    const has = (id: string): boolean => this.#has(id as Wrong)
    const smaller = (id: string): boolean => id === 'merge-takes-the-smaller'
    const merge = (kind: keyof Counts, wrong = has): Slots =>
      mergedSlots(mine[kind], theirs[kind], this.#replica, wrong)
    const increments = merge('increments')
    if (this.#has('decrements-not-merged')) return { increments, decrements: { ...mine.decrements } }
    return {
      increments,
      decrements: merge('decrements', this.#has('decrements-take-the-smaller') ? smaller : has),
    }
  }

  #ruleOfMerge(theirs: Counts): MergeRule | 'merges-both-maps' {
    const [up, down] = KINDS.map((kind) => ruleOfMerge(this.#counts[kind], theirs[kind], this.#replica))
    if (up === undefined || down === undefined || up !== 'merging-again-changes-nothing')
      return up ?? 'merges-both-maps'
    return down === 'takes-the-larger' ? 'merges-both-maps' : down
  }

  #worth(): number {
    return difference(this.#counts)
  }

  #value(): Answer {
    const { increments, decrements } = this.#counts
    const value = this.#worth()
    const rule = value < 0 ? 'may-be-negative' : this.#rule
    if (this.#has('value-adds-both')) {
      return { rule: 'value-is-the-difference', value: sumOf(increments) + sumOf(decrements) }
    }
    if (this.#has('value-is-its-own')) {
      return { rule, value: (increments[this.#replica] ?? 0) - (decrements[this.#replica] ?? 0) }
    }
    return { rule, value: this.#has('value-stops-at-zero') ? Math.max(0, value) : value }
  }

  #state(): Answer {
    const { increments, decrements } = this.#counts
    if (this.#has('state-is-shallow')) return tells(this.#rule, { increments, decrements })
    return tells(this.#rule, { increments: { ...increments }, decrements: { ...decrements } })
  }
}

function other(kind: keyof Counts): keyof Counts {
  return kind === 'increments' ? 'decrements' : 'increments'
}

function difference({ increments, decrements }: Counts): number {
  return sumOf(increments) - sumOf(decrements)
}

/** For each replica both counts of the side on which their difference is larger. */
function byDifference(mine: Counts, theirs: Counts): Counts {
  const merged: Counts = { increments: { ...mine.increments }, decrements: { ...mine.decrements } }
  const names = new Set(KINDS.flatMap((kind) => Object.keys(theirs[kind])))
  const known = new Set(KINDS.flatMap((kind) => Object.keys(mine[kind])))
  const net = (counts: Counts, name: string): number =>
    (counts.increments[name] ?? 0) - (counts.decrements[name] ?? 0)
  for (const name of names) {
    if (known.has(name) && net(theirs, name) <= net(mine, name)) continue
    for (const kind of KINDS) merged[kind][name] = theirs[kind][name] ?? 0
  }
  return merged
}
