import type { Json } from '../../sequence.ts'
import { canonical } from '../../value.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { covers, larger, type Vector } from './vectors.ts'

/** A write with its dot: the node that took it, and which of that node's writes it was. */
interface Version {
  readonly node: string
  readonly number: number
  readonly value: string
}

interface State {
  versions: readonly Version[]
  /** How many writes of each node have been seen, replaced ones included. */
  seen: Vector
}

/**
 * The versions of one key at one replica, by the dotted version vectors of Preguiça and others (2010), with
 * one vector for all versions as in their later sets of them.
 */
export class VersionedValue implements Subject {
  readonly #world: World
  readonly #node: string
  readonly #state: State
  /** The property that the present versions hang on. */
  #rule = 'begins-empty'

  constructor(world: World) {
    this.#world = world
    this.#node = world.text('node')
    const shared = this.#has('shared-versions') && world.first instanceof VersionedValue
    this.#state = shared ? (world.first as VersionedValue).#state : { versions: [], seen: this.#fresh() }
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    switch (method) {
      case 'put':
        return this.#put(String(args[0]), args[1] as Vector)
      case 'merge':
        return this.#merge(args[0] as VersionedValue)
      case 'values':
        return this.#values()
      default:
        return this.#context()
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #fresh(): Vector {
    return this.#has('begins-with-a-write') ? { [this.#node]: 1 } : {}
  }

  #put(value: string, context: Vector): Answer {
    const state = this.#state
    const kept = state.versions.filter((one) => !this.#isReplaced(one, context))
    this.#rule = ruleOfWrite(state.versions, context)
    if (!this.#has('forgets-what-the-writer-saw'))
      state.seen = Object.assign(state.seen, larger(state.seen, context))
    const number = ((this.#countsFromTheContext() ? context : state.seen)[this.#node] ?? 0) + 1
    state.seen[this.#node] = number
    const added = { node: this.#node, number, value }
    const others = this.#has('counts-from-the-context-in-a-map')
      ? kept.filter((one) => !isSameDot(one, added))
      : kept
    state.versions = [...others, added]
    return { rule: this.#rule, value: null }
  }

  #isReplaced(version: Version, context: Vector): boolean {
    const { seen } = this.#state
    if (this.#has('last-write-wins')) return true
    if (this.#has('keeps-everything')) return false
    if (this.#has('replaces-its-own-node') && version.node === this.#node) return true
    if (this.#has('replaces-all-or-nothing')) return covers(context, seen)
    if (this.#has('any-context-replaces-all')) return Object.keys(context).length > 0
    if (this.#has('replaces-only-older')) return version.number < (context[version.node] ?? 0)
    return isSeen(version, context)
  }

  #merge(other: VersionedValue): Answer {
    const theirs = this.#has('merge-changes-both') ? { ...other.#state } : other.#state
    const mine = { ...this.#state }
    this.#rule = ruleOfMerge(mine, theirs)
    this.#take(mine, theirs)
    if (this.#has('merge-changes-both')) other.#take(theirs, mine)
    return { rule: this.#rule, value: null }
  }

  #take(mine: State, theirs: State): void {
    this.#state.versions = this.#merged(mine, theirs)
    if (this.#has('merge-replaces')) this.#state.seen = { ...theirs.seen }
    else if (!this.#has('merge-keeps-its-context')) this.#state.seen = larger(mine.seen, theirs.seen)
    if (this.#has('merge-counts')) this.#state.seen[this.#node] = (this.#state.seen[this.#node] ?? 0) + 1
  }

  #merged(mine: State, theirs: State): Version[] {
    if (this.#has('merge-replaces')) return [...theirs.versions]
    if (this.#has('merge-takes-nothing')) return [...mine.versions]
    const keepsReplaced = this.#has('merge-is-a-union') || this.#has('merge-keeps-its-replaced')
    const takesReplaced = this.#has('merge-is-a-union') || this.#has('merge-brings-back')
    const own = mine.versions.filter(
      (one) => keepsReplaced || holds(theirs, one) || !isSeen(one, theirs.seen),
    )
    const news = theirs.versions.filter((one) => this.#isTaken(one, mine, takesReplaced))
    if (this.#has('counts-from-the-context-in-a-map')) {
      return [...own.filter((one) => !news.some((other) => isSameDot(one, other))), ...news]
    }
    return [...own, ...news]
  }

  #isTaken(one: Version, mine: State, takesReplaced: boolean): boolean {
    if (this.#has('merge-repeats')) return !isSeen(one, mine.seen) || holds(mine, one)
    const isHeld = !this.#countsFromTheContext() && holds(mine, one)
    return !isHeld && (takesReplaced || !isSeen(one, mine.seen))
  }

  #countsFromTheContext(): boolean {
    return this.#has('counts-from-the-context') || this.#has('counts-from-the-context-in-a-map')
  }

  #values(): Answer {
    const all = this.#state.versions.map(({ value }) => value)
    const rule =
      this.#rule === 'begins-empty' || this.#rule.startsWith('merg') ? this.#rule : this.#ruleOfReading(all)
    if (this.#has('reading-settles')) this.#state.versions = this.#state.versions.slice(-1)
    if (this.#has('tells-equal-values-once')) return { rule, value: [...new Set(all)].sort() }
    return { rule, value: this.#has('tells-in-order-of-writing') ? all : all.sort() }
  }

  #ruleOfReading(values: readonly string[]): string {
    return new Set(values).size < values.length ? 'every-sibling-is-told' : this.#rule
  }

  #context(): Answer {
    const rule = this.#rule === 'begins-empty' ? this.#rule : 'context-covers-all-it-saw'
    const { versions, seen } = this.#state
    if (this.#has('context-forgets-the-replaced')) return told(rule, larger({}, ...versions.map(dot)))
    if (this.#has('context-lags')) {
      return told(rule, { ...seen, [this.#node]: Math.max(0, (seen[this.#node] ?? 0) - 1) })
    }
    return told(rule, this.#has('hands-out-its-own') ? seen : { ...seen })
  }
}

function dot({ node, number }: Version): Vector {
  return { [node]: number }
}

function isSeen({ node, number }: Version, seen: Vector): boolean {
  return number <= (seen[node] ?? 0)
}

function isSameDot(a: Version, b: Version): boolean {
  return a.node === b.node && a.number === b.number
}

function holds({ versions }: State, version: Version): boolean {
  return versions.some((one) => isSameDot(one, version))
}

function ruleOfWrite(versions: readonly Version[], context: Vector): string {
  const replaced = versions.filter((one) => isSeen(one, context)).length
  if (replaced === 0) return 'unseen-stays-as-a-sibling'
  return replaced < versions.length ? 'replaces-only-what-was-seen' : 'replaces-what-was-seen'
}

function ruleOfMerge(mine: State, theirs: State): string {
  const isDropped = (one: Version, a: State): boolean => !holds(a, one) && isSeen(one, a.seen)
  if (
    mine.versions.some((one) => isDropped(one, theirs)) ||
    theirs.versions.some((one) => isDropped(one, mine))
  ) {
    return 'merging-drops-what-was-replaced'
  }
  return theirs.versions.some((one) => !holds(mine, one))
    ? 'merging-takes-what-is-new'
    : 'merging-again-changes-nothing'
}

/** A context with an entry of 0 is as good as one without that entry. */
function told(rule: string, value: Vector): Answer {
  const wanted = canonical(withoutZeros(value))
  return {
    rule,
    value,
    due: wanted,
    allows: (seen) => isVector(seen) && canonical(withoutZeros(seen)) === wanted,
  }
}

function isVector(seen: Json | undefined): seen is Vector {
  return typeof seen === 'object' && seen !== null && !Array.isArray(seen)
}

function withoutZeros(vector: Vector): Vector {
  return Object.fromEntries(Object.entries(vector).filter(([, count]) => count !== 0))
}
