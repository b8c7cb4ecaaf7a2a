import { givenHash } from '../given-hash.ts'
import type { Wrong } from './misconceptions.ts'

export interface Point {
  readonly position: number
  readonly node: string
}

type Has = (id: Wrong) => boolean

/** Which points lie on the ring. Nothing here looks a key up. */
export class Placement {
  readonly weights = new Map<string, number>()
  /** How often each point of a node was put there, from point 0; a sound program has each once. */
  readonly #copies = new Map<string, number[]>()
  /** The node that was written last to each place, for programs that keep just one. */
  readonly #slots = new Map<number, string>()
  readonly #virtualNodes: number
  readonly #has: Has
  #sorted: readonly Point[] | undefined

  constructor(virtualNodes: number, has: Has) {
    this.#virtualNodes = virtualNodes
    this.#has = has
  }

  /** In order of places; where two share one, the node that holds it comes first. */
  get points(): readonly Point[] {
    this.#sorted ??= this.#has('one-node-a-place') ? this.#slotPoints() : this.#allPoints()
    return this.#sorted
  }

  get nodes(): string[] {
    return [...this.weights.keys()].sort(byCode)
  }

  add(node: string, weight: number): boolean {
    this.#sorted = undefined
    const isNew = !this.weights.has(node)
    if (!isNew && this.#has('keeps-old-weight')) return false
    if (!isNew) this.#unslot(node)
    this.weights.set(node, weight)
    const count = this.#count(weight)
    const before = this.#copies.get(node) ?? []
    // Of a new node a sound program has no points left from before.
    const stay = isNew || this.#has('surplus-stays')
    if (this.#has('adds-twice')) this.#copies.set(node, sum(before, count))
    else this.#copies.set(node, stay ? sum(before, count).map((copies) => Math.min(1, copies)) : once(count))
    for (let index = 0; index < count; index += 1) this.#slots.set(this.#place(node, index), node)
    return isNew
  }

  remove(node: string): boolean {
    const weight = this.weights.get(node)
    if (weight === undefined) return false
    this.#sorted = undefined
    this.#unslot(node)
    this.weights.delete(node)
    this.#copies.set(node, this.#left(this.#copies.get(node) ?? [], weight))
    return true
  }

  #left(copies: readonly number[], weight: number): number[] {
    if (this.#has('adds-twice')) {
      const count = this.#count(weight)
      return copies.map((one, index) => Math.max(0, index < count ? one - 1 : one))
    }
    if (this.#has('removes-one-point')) return copies.map((one, index) => (index === 0 ? 0 : one))
    if (this.#has('removes-unweighted')) {
      return copies.map((one, index) => (index < this.#virtualNodes ? 0 : one))
    }
    return []
  }

  #unslot(node: string): void {
    const count = this.#copies.get(node)?.length ?? 0
    for (let index = 0; index < count; index += 1) this.#slots.delete(this.#place(node, index))
  }

  #count(weight: number): number {
    if (this.#has('one-point-per-node')) return 1
    if (this.#has('weight-is-points')) return weight
    return this.#has('ignores-weight') ? this.#virtualNodes : this.#virtualNodes * weight
  }

  #place(node: string, index: number): number {
    if (this.#has('points-in-a-row')) return (givenHash(`${node}#0`) + index) % 2 ** 32
    const name = this.#has('numbered-nodes') ? String(this.nodes.indexOf(node)) : node
    const mark = this.#has('no-separator') ? '' : '#'
    return givenHash(`${name}${mark}${this.#has('counts-from-one') ? index + 1 : index}`)
  }

  #slotPoints(): Point[] {
    const points = [...this.#slots].map(([position, node]) => ({ position, node }))
    return points.sort((a, b) => a.position - b.position)
  }

  #allPoints(): Point[] {
    const points: Point[] = []
    for (const [node, copies] of this.#copies) {
      for (const [index, count] of copies.entries()) {
        if (count > 0) points.push({ position: this.#place(node, index), node })
      }
    }
    if (this.#has('sorted-as-text')) {
      return points.sort((a, b) => byCode(String(a.position), String(b.position)) || this.#tie(a, b))
    }
    return points.sort((a, b) => a.position - b.position || this.#tie(a, b))
  }

  #tie(a: Point, b: Point): number {
    const order = [...this.weights.keys()]
    if (this.#has('last-added-wins')) return order.indexOf(b.node) - order.indexOf(a.node)
    if (this.#has('first-added-wins')) return order.indexOf(a.node) - order.indexOf(b.node)
    return this.#has('larger-name-wins') ? byCode(b.node, a.node) : byCode(a.node, b.node)
  }
}

export function byCode(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function once(count: number): number[] {
  return Array.from({ length: count }, () => 1)
}

function sum(copies: readonly number[], count: number): number[] {
  return Array.from({ length: Math.max(copies.length, count) }, (_, index) => {
    return (copies[index] ?? 0) + (index < count ? 1 : 0)
  })
}
