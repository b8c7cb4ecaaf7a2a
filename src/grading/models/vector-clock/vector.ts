import type { Json } from '../../sequence.ts'
import { canonical } from '../../value.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { compare, ruleOf, type Vector } from './compare.ts'
import type { Wrong } from './misconceptions.ts'

/** A cell of its own, because a program may wrongly share it among its clocks. */
interface Holder {
  vector: Vector
}

/**
 * Mattern's vector time (1989): an entry for each node, counted by that node alone, and taken over by
 * others entry by entry. What it hands out are copies.
 */
export class VectorClock implements Subject {
  readonly #world: World
  readonly #node: string
  readonly #holder: Holder

  constructor(world: World) {
    this.#world = world
    this.#node = world.text('node')
    const shared = this.#has('shared-vector') && world.first instanceof VectorClock
    this.#holder = shared ? (world.first as VectorClock).#holder : { vector: this.#fresh() }
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    switch (method) {
      case 'tick':
        return this.#tick()
      case 'send':
        return this.#send()
      case 'receive':
        return this.#receive(args[0] as Vector)
      case 'now':
        return this.#now()
      default:
        return this.#compare(args[0] as Vector, args[1] as Vector)
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #fresh(): Vector {
    return this.#has('starts-at-one') ? { [this.#node]: 1 } : {}
  }

  #own(): number {
    return this.#holder.vector[this.#node] ?? 0
  }

  #count(): void {
    const { vector } = this.#holder
    vector[this.#node] = this.#own() + 1
    if (!this.#has('counts-for-everybody')) return
    for (const node of Object.keys(vector)) if (node !== this.#node) vector[node] = (vector[node] ?? 0) + 1
  }

  /** The clock as it is handed out. */
  #given(): Vector {
    return this.#has('hands-out-its-own') ? this.#holder.vector : { ...this.#holder.vector }
  }

  #tick(): Answer {
    const before = { ...this.#holder.vector }
    this.#count()
    return told('tick-counts-its-own', this.#has('tick-gives-the-old') ? before : this.#given())
  }

  #send(): Answer {
    const before = { ...this.#holder.vector }
    if (!this.#has('send-counts-nothing')) this.#count()
    return told('sending-is-an-event', this.#has('send-gives-the-old') ? before : this.#given())
  }

  #receive(message: Vector): Answer {
    const rule = this.#ruleOfReceipt(message)
    this.#holder.vector = this.#merged(this.#holder.vector, message)
    if (!this.#has('receive-counts-nothing')) this.#count()
    if (this.#has('receive-counts-the-sender')) this.#countOthers(message)
    if (this.#has('receive-counts-twice')) this.#count()
    return told(rule, this.#given())
  }

  #ruleOfReceipt(message: Vector): string {
    const { vector } = this.#holder
    const others = Object.keys(message).filter((node) => node !== this.#node)
    if (others.some((node) => (vector[node] ?? 0) > 0 && message[node] !== vector[node])) {
      return 'takes-the-larger-entries'
    }
    return others.some((node) => vector[node] === undefined) ? 'learns-of-new-nodes' : 'receiving-is-an-event'
  }

  #merged(own: Vector, message: Vector): Vector {
    if (this.#has('receive-ignores-the-message')) return own
    if (this.#has('receive-replaces')) return { ...message, [this.#node]: this.#own() }
    if (this.#has('receive-overwrites')) return { ...own, ...message }
    if (this.#has('receive-keeps-what-it-has')) return { ...message, ...own }
    const target = this.#has('merges-into-the-message') ? message : own
    const source = target === message ? own : message
    for (const [node, count] of Object.entries(source)) {
      target[node] = this.#has('receive-adds')
        ? (target[node] ?? 0) + count
        : Math.max(target[node] ?? 0, count)
    }
    return target
  }

  #countOthers(message: Vector): void {
    const { vector } = this.#holder
    for (const node of Object.keys(message)) if (node !== this.#node) vector[node] = (vector[node] ?? 0) + 1
  }

  #now(): Answer {
    const rule =
      Object.keys(this.#holder.vector).length === 0 ? 'knows-nothing-at-first' : 'reading-changes-nothing'
    if (this.#has('reading-counts')) this.#count()
    return told(rule, this.#given())
  }

  #compare(a: Vector, b: Vector): Answer {
    const value = compare(a, b, (id) => this.#has(id))
    return { rule: ruleOf(a, b), value }
  }
}

/** A clock with an entry of 0 is as good as one without that entry. */
function told(rule: string, value: Vector): Answer {
  const due = canonical(value)
  const wanted = canonical(withoutZeros(value))
  return { rule, value, due, allows: (seen) => isVector(seen) && canonical(withoutZeros(seen)) === wanted }
}

function isVector(seen: Json | undefined): seen is Vector {
  return typeof seen === 'object' && seen !== null && !Array.isArray(seen)
}

function withoutZeros(vector: Vector): Vector {
  return Object.fromEntries(Object.entries(vector).filter(([, count]) => count !== 0))
}
