import type { Json } from '../../sequence.ts'
import { givenHash } from '../given-hash.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

interface Scored {
  readonly node: string
  readonly score: number
}

/** A cell of its own, because a program may wrongly share it. In the order of adding. */
interface Content {
  readonly weights: Map<string, number>
  /** Who was right for each key when it was last asked for. */
  readonly told: Set<string>
  readonly remembered: Map<string, string>
}

/**
 * The hasher of the contract. The given hash fixes every score, so that all follows from the nodes; that keys
 * move as little as possible follows from the score of a node hanging on no other (Thaler and Ravishankar,
 * "Using Name-Based Mappings to Increase Hit Rates", 1998).
 */
export class Hasher implements Subject {
  readonly #world: World
  readonly #content: Content

  constructor(world: World) {
    this.#world = world
    const shared = this.#has('shared-nodes') && world.first instanceof Hasher
    const fresh = { weights: new Map(), told: new Set<string>(), remembered: new Map() }
    this.#content = shared ? (world.first as Hasher).#content : fresh
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

  #add(node: string, weight: number): Answer {
    const { weights } = this.#content
    const old = weights.get(node)
    if (old === undefined || !this.#has('keeps-old-weight')) {
      weights.set(node, this.#has('weights-add-up') ? weight + (old ?? 0) : weight)
    }
    return { rule: 'adding-again-sets-the-weight', value: old === undefined || this.#has('add-always-true') }
  }

  #remove(node: string): Answer {
    const { weights } = this.#content
    const rule = 'removes-all-of-a-node'
    if (this.#has('keeps-the-last-node') && weights.size === 1) return { rule, value: false }
    const weight = weights.get(node)
    weights.delete(node)
    if (this.#has('removes-one-ticket') && weight !== undefined && weight > 1) weights.set(node, weight - 1)
    return { rule, value: weight !== undefined || this.#has('remove-always-true') }
  }

  #sorted(): string[] {
    return [...this.#content.weights.keys()].sort(byCode)
  }

  #nodes(): Json {
    return this.#has('nodes-in-order-of-adding') ? [...this.#content.weights.keys()] : this.#sorted()
  }

  #owner(key: string): Answer {
    const { weights, told, remembered } = this.#content
    const rule = this.#ruleOf(key)
    const found = this.#ranked(key)[0]?.node
    if (found === undefined) return { rule, value: this.#has('empty-text') ? '' : null }
    const old = remembered.get(key)
    const keeps = this.#has('remembers-owners') && old !== undefined && weights.has(old)
    const owner = keeps ? old : found
    told.add(key)
    remembered.set(key, owner)
    return { rule, value: owner }
  }

  /** What makes this answer the right one, as far as one property does. */
  #ruleOf(key: string): string {
    const { weights, told } = this.#content
    const [best, second] = this.#ranked(key)
    if (best === undefined) return 'no-nodes'
    if (best.score === second?.score) return 'same-score-smaller-name'
    if (told.has(key)) return 'moves-as-little-as-possible'
    return [...weights.values()].some((weight) => weight > 1) ? 'weighs-nodes' : 'highest-score-owns'
  }

  #ruleOfOwners(key: string): string {
    const rule = this.#ruleOf(key)
    return rule === 'no-nodes' || rule === 'same-score-smaller-name' ? rule : 'owners-are-distinct'
  }

  /** Nodes with their scores, the owner first. */
  #ranked(key: string): Scored[] {
    if (this.#has('modulo')) {
      const nodes = this.#sorted()
      const start = nodes.length === 0 ? 0 : givenHash(key) % nodes.length
      return [...nodes.slice(start), ...nodes.slice(0, start)].map((node, index) => ({ node, score: -index }))
    }
    const all = [...this.#content.weights].map(([node, weight]) => {
      return { node, score: this.#score(this.#tickets(node, weight, key)) }
    })
    return all.sort((a, b) => this.#compare(a, b))
  }

  #score(tickets: readonly number[]): number {
    if (this.#has('adds-tickets')) return tickets.reduce((sum, one) => sum + one, 0)
    if (this.#has('multiplies-by-weight')) return (tickets[0] ?? 0) * tickets.length
    return [...tickets].sort((a, b) => this.#compareScores(a, b))[0] ?? 0
  }

  #tickets(node: string, weight: number, key: string): number[] {
    const count = this.#has('ignores-weight') ? 1 : weight
    return Array.from({ length: count }, (_, index) => this.#ticket(node, index, key))
  }

  #ticket(node: string, index: number, key: string): number {
    const name = this.#has('numbered-nodes') ? String(this.#sorted().indexOf(node)) : node
    const number = this.#has('counts-from-one') ? index + 1 : index
    if (this.#has('adds-hashes')) return (givenHash(`${name}#${number}`) + givenHash(key)) % 2 ** 32
    if (this.#has('xors-hashes')) return (givenHash(`${name}#${number}`) ^ givenHash(key)) >>> 0
    if (this.#has('ignores-the-key')) return givenHash(`${name}#${number}`)
    const parts = this.#has('key-first') ? [key, number, name] : [name, number, key]
    const hash = givenHash(parts.join(this.#has('no-separator') ? '' : '#'))
    return this.#has('signed-scores') ? hash | 0 : hash
  }

  /** The better score first. */
  #compareScores(a: number, b: number): number {
    if (this.#has('lowest-wins')) return a - b
    return this.#has('scores-as-text') ? byCode(String(b), String(a)) : b - a
  }

  #compare(a: Scored, b: Scored): number {
    return this.#compareScores(a.score, b.score) || this.#tie(a.node, b.node)
  }

  #tie(a: string, b: string): number {
    const order = [...this.#content.weights.keys()]
    if (this.#has('last-added-wins')) return order.indexOf(b) - order.indexOf(a)
    if (this.#has('first-added-wins')) return order.indexOf(a) - order.indexOf(b)
    return this.#has('larger-name-wins') ? byCode(b, a) : byCode(a, b)
  }

  #owners(key: string, count: number): Json {
    const { weights } = this.#content
    if (this.#has('owners-empty-when-short') && count > weights.size) return []
    const ranked = this.#ranked(key).map(({ node }) => node)
    if (this.#has('owners-repeat')) return this.#bestTickets(key).slice(0, count)
    if (this.#has('owners-by-name'))
      return [...new Set([...ranked.slice(0, 1), ...this.#sorted()])].slice(0, count)
    if (this.#has('owners-lowest-first')) return ranked.slice(0, count).reverse()
    return ranked.slice(0, this.#has('owners-at-least-one') ? Math.max(1, count) : count)
  }

  #bestTickets(key: string): string[] {
    const all = [...this.#content.weights].flatMap(([node, weight]) => {
      return this.#tickets(node, weight, key).map((score) => ({ node, score }))
    })
    return all.sort((a, b) => this.#compare(a, b)).map(({ node }) => node)
  }
}

function byCode(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
