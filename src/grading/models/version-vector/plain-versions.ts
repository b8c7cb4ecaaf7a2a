import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { covers, larger, type Vector } from './vectors.ts'

interface Stamped {
  readonly value: string
  readonly clock: Vector
}

/**
 * What people write who know version vectors and not their flaw: each version is stamped with its author's
 * context plus one for the replica, and a version goes when another's stamp covers its own. A blind write
 * looks as if its author had seen whatever the same replica took before.
 */
export class PlainVersions implements Subject {
  readonly #world: World
  readonly #node: string
  #versions: readonly Stamped[] = []
  #count = 0

  constructor(world: World) {
    this.#world = world
    this.#node = world.text('node')
    if (this.#has('begins-with-a-write')) this.#count = 1
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const rule = 'unseen-stays-as-a-sibling'
    switch (method) {
      case 'put':
        this.#put(String(args[0]), args[1] as Vector)
        return { rule, value: null }
      case 'merge':
        this.#merge(args[0] as PlainVersions)
        return { rule, value: null }
      case 'values':
        return { rule, value: this.#values() }
      default:
        return { rule, value: larger(...this.#versions.map(({ clock }) => clock)) }
    }
  }

  /** Faults that can stand beside this one, so that it can be told that they do not. */
  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #put(value: string, context: Vector): void {
    this.#count = Math.max(this.#count, context[this.#node] ?? 0) + 1
    const clock = { ...context, [this.#node]: this.#count }
    const kept =
      this.#has('any-context-replaces-all') && Object.keys(context).length > 0 ? [] : this.#versions
    const added = [...kept, { value, clock }]
    this.#versions = this.#has('keeps-everything') ? added : newest(added)
  }

  #merge(other: PlainVersions): void {
    const all = [...this.#versions, ...other.#versions]
    if (this.#has('merge-counts')) this.#count += 1
    if (this.#has('merge-changes-both')) other.#versions = newest(all)
    if (this.#has('merge-takes-nothing')) return
    this.#versions = this.#has('merge-is-a-union') || this.#has('merge-repeats') ? all : newest(all)
  }

  #values(): string[] {
    const all = this.#versions.map(({ value }) => value)
    if (this.#has('reading-settles')) this.#versions = this.#versions.slice(-1)
    if (this.#has('tells-equal-values-once')) return [...new Set(all)].sort()
    return this.#has('tells-in-order-of-writing') ? all : all.sort()
  }
}

/** Those that no other's clock covers; one of those that are the same. */
function newest(all: readonly Stamped[]): Stamped[] {
  const isOlder = (one: Stamped, other: Stamped, isFirst: boolean): boolean =>
    covers(other.clock, one.clock) && (isFirst || !covers(one.clock, other.clock))
  return all.filter((one, index) => !all.some((other, at) => at !== index && isOlder(one, other, at < index)))
}
