import type { Json } from '../../sequence.ts'
import { givenHash } from '../given-hash.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { Placement, type Point } from './placement.ts'

/** A cell of its own, because a program may wrongly share it among its rings. */
interface Content {
  readonly placement: Placement
  /** Who was right for each key when it was last asked for. */
  readonly told: Map<string, string>
  /** The answers that a program with a cache that outlives changes still gives. */
  readonly remembered: Map<string, string>
}

/**
 * The ring of the contract, whose points the given hash fixes: every answer follows from the nodes, and
 * nothing is left to chance. Balance and minimal movement follow as well, as Karger and others proved for
 * any placement that depends on the node alone ("Consistent Hashing and Random Trees", 1997, section 4).
 */
export class Ring implements Subject {
  readonly #world: World
  readonly #content: Content

  constructor(world: World) {
    this.#world = world
    const shared = this.#has('shared-points') && world.first instanceof Ring
    this.#content = shared ? (world.first as Ring).#content : this.#fresh()
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const text = String(args[0])
    switch (method) {
      case 'add_node':
        return this.#add(text, Number(args[1]))
      case 'remove_node':
        return this.#remove(text)
      case 'owner':
        return this.#owner(text)
      case 'owners':
        return { rule: this.#ruleOfOwners(text), value: this.#owners(text, Number(args[1])) }
      default:
        return { rule: 'lists-its-nodes', value: this.#nodes() }
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #fresh(): Content {
    const other = this.#has('default-virtual-nodes') && this.#world.isDefault('virtual_nodes')
    const count = other ? 100 : this.#world.number('virtual_nodes')
    const placement = new Placement(count, (id) => this.#has(id))
    return { placement, told: new Map(), remembered: new Map() }
  }

  #add(node: string, weight: number): Answer {
    const isNew = this.#content.placement.add(node, weight)
    return { rule: 'adding-again-sets-the-weight', value: isNew || this.#has('add-always-true') }
  }

  #remove(node: string): Answer {
    const { placement } = this.#content
    const rule = 'removes-all-of-a-node'
    if (this.#has('keeps-the-last-node') && placement.weights.size === 1) return { rule, value: false }
    const wasThere = placement.remove(node)
    return { rule, value: wasThere || this.#has('remove-always-true') }
  }

  #nodes(): Json {
    const { placement } = this.#content
    if (this.#has('nodes-in-order-of-adding')) return [...placement.weights.keys()]
    if (this.#has('nodes-by-points')) return placement.points.map(({ node }) => node).sort()
    return placement.nodes
  }

  #owner(key: string): Answer {
    const { placement, told, remembered } = this.#content
    const rule = this.#ruleOf(key)
    const found = this.#walk(key)[0]?.node
    const old = remembered.get(key)
    const keeps = this.#has('remembers-owners') && old !== undefined && placement.weights.has(old)
    const owner = keeps ? old : found
    if (owner === undefined) {
      const isEmpty = placement.points.length === 0
      return { rule, value: isEmpty && this.#has('empty-text') ? '' : null }
    }
    told.set(key, owner)
    remembered.set(key, owner)
    return { rule, value: owner }
  }

  /** What makes this answer the right one, as far as one property does. */
  #ruleOf(key: string): string {
    const { placement, told } = this.#content
    const { points, weights } = placement
    const hash = givenHash(key)
    const at = points.find(({ position }) => position >= hash) ?? points[0]
    if (at === undefined) return 'empty-ring'
    if (points.filter(({ position }) => position === at.position).length > 1) return 'same-place-smaller-name'
    if (told.has(key)) return 'moves-as-little-as-possible'
    if (at.position < hash) return 'wraps-around'
    if ([...weights.values()].some((weight) => weight > 1)) return 'weighs-nodes'
    return points.length > weights.size ? 'spreads-virtual-nodes' : 'next-point-owns'
  }

  /** All points in the order in which a key comes to them. */
  #walk(key: string): readonly Point[] {
    const { points } = this.#content.placement
    const start = this.#start(points, givenHash(key))
    if (start === undefined) return []
    if (this.#has('modulo')) return rotated(this.#oneEach(), start)
    return rotated(points, start)
  }

  #start(points: readonly Point[], hash: number): number | undefined {
    if (this.#has('modulo')) return hash % this.#content.placement.weights.size
    const from = this.#has('strictly-after') ? hash + 1 : hash
    const found = lowerBound(points, from)
    if (this.#has('previous-point')) {
      const next = lowerBound(points, hash + 1)
      return next === 0 ? points.length - 1 : next - 1
    }
    if (found < points.length) return found
    if (this.#has('nothing-past-the-end')) return undefined
    return this.#has('last-past-the-end') ? points.length - 1 : 0
  }

  #oneEach(): Point[] {
    return this.#content.placement.nodes.map((node) => ({ node, position: 0 }))
  }

  #ruleOfOwners(key: string): string {
    const rule = this.#ruleOf(key)
    return rule === 'empty-ring' || rule === 'same-place-smaller-name' ? rule : 'owners-are-distinct'
  }

  #owners(key: string, count: number): Json {
    const { placement } = this.#content
    if (this.#has('owners-empty-when-short') && count > placement.weights.size) return []
    const walk = this.#walk(key)
    const all = walk.map(({ node }) => node)
    if (this.#has('owners-repeat')) return all.slice(0, count)
    if (this.#has('owners-looks-at-few')) return [...new Set(all.slice(0, count))]
    if (this.#has('owners-by-name'))
      return [...new Set([...all.slice(0, 1), ...placement.nodes])].slice(0, count)
    if (this.#has('owners-stop-at-the-end')) return [...new Set(beforeTheEnd(walk))].slice(0, count)
    const distinct = [...new Set(all)]
    return distinct.slice(0, this.#has('owners-at-least-one') ? Math.max(1, count) : count)
  }
}

/** By halves, as programs do: in a list that is in another order it ends up where theirs does. */
function lowerBound(points: readonly Point[], hash: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((points[middle]?.position ?? 0) < hash) low = middle + 1
    else high = middle
  }
  return low
}

function rotated(points: readonly Point[], start: number): readonly Point[] {
  return [...points.slice(start), ...points.slice(0, start)]
}

/** The nodes up to the point after which places begin anew. */
function beforeTheEnd(walk: readonly Point[]): string[] {
  const end = walk.findIndex(({ position }, index) => position < (walk[index - 1]?.position ?? 0))
  return walk.slice(0, end === -1 ? walk.length : end).map(({ node }) => node)
}
