import { createHash } from 'node:crypto'

export interface Options {
  virtualNodes?: number
  hash?: (text: string) => number
}

interface Point {
  readonly position: number
  readonly node: string
}

const sha256 = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0)

/** Consistent hashing: a sorted list of points, and a search by halves. */
export class HashRing {
  readonly #virtualNodes: number
  readonly #hash: (text: string) => number
  readonly #weights = new Map<string, number>()
  #points: Point[] = []

  constructor({ virtualNodes = 64, hash = sha256 }: Options = {}) {
    this.#virtualNodes = virtualNodes
    this.#hash = hash
  }

  addNode(node: string, weight: number): boolean {
    const isNew = !this.#weights.has(node)
    if (!isNew) this.#dropPoints(node)
    this.#weights.set(node, weight)
    for (let index = 0; index < this.#virtualNodes * weight; index += 1) {
      this.#points.push({ position: this.#hash(`${node}#${index}`), node })
    }
    this.#points.sort(byPlace)
    return isNew
  }

  removeNode(node: string): boolean {
    const wasThere = this.#weights.delete(node)
    if (wasThere) this.#dropPoints(node)
    return wasThere
  }

  owner(key: string): string | undefined {
    return this.#points[this.#start(key)]?.node
  }

  owners(key: string, count: number): string[] {
    const found = new Set<string>()
    const start = this.#start(key)
    for (let step = 0; step < this.#points.length && found.size < count; step += 1) {
      const point = this.#points[(start + step) % this.#points.length]
      if (point !== undefined) found.add(point.node)
    }
    return [...found]
  }

  nodes(): string[] {
    return [...this.#weights.keys()].sort()
  }

  /** The index of the first point at or after the key. */
  #start(key: string): number {
    const hash = this.#hash(key)
    let low = 0
    let high = this.#points.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const point = this.#points[middle]
      if (point !== undefined && point.position < hash) low = middle + 1
      else high = middle
    }
    return low === this.#points.length ? 0 : low
  }

  #dropPoints(node: string): void {
    this.#points = this.#points.filter((point) => point.node !== node)
  }
}

/** By place, and where two nodes share one, by name. */
function byPlace(a: Point, b: Point): number {
  if (a.position !== b.position) return a.position - b.position
  if (a.node === b.node) return 0
  return a.node < b.node ? -1 : 1
}
