type Hash = (text: string) => number
type Bucket = Map<string, string>

/** The other tree has another number of buckets. */
export class IncompatibleTreeError extends Error {
  override readonly name = 'IncompatibleTreeError'
}

/** A hash tree over buckets of keys and values, kept up to date from the changed bucket to the root. */
export class MerkleTree {
  readonly #hash: Hash
  readonly #buckets: Bucket[]
  /** As in a heap: 1 is the root, n has the children 2n and 2n + 1, and the buckets come last. */
  readonly #nodes: number[]
  #compared = 0

  constructor({ buckets = 16, hash }: { buckets?: number; hash: Hash }) {
    this.#hash = hash
    this.#buckets = Array.from({ length: buckets }, () => new Map())
    this.#nodes = new Array(2 * buckets).fill(this.#leaf(new Map()))
    for (let node = buckets - 1; node >= 1; node -= 1) this.#combine(node)
  }

  put(key: string, value: string): void {
    const index = this.#index(key)
    this.#bucket(index).set(key, value)
    this.#refresh(index)
  }

  remove(key: string): boolean {
    const index = this.#index(key)
    const wasThere = this.#bucket(index).delete(key)
    if (wasThere) this.#refresh(index)
    return wasThere
  }

  root(): number {
    return this.#node(1)
  }

  diff(other: MerkleTree): string[] {
    if (other.#buckets.length !== this.#buckets.length) {
      throw new IncompatibleTreeError(`${other.#buckets.length} buckets and not ${this.#buckets.length}`)
    }
    this.#compared = 0
    const keys = this.#differing(other, 1).flatMap((index) => {
      const [mine, theirs] = [this.#bucket(index), other.#bucket(index)]
      return [...new Set([...mine.keys(), ...theirs.keys()])].filter((key) => mine.get(key) !== theirs.get(key))
    })
    return keys.sort()
  }

  compared(): number {
    return this.#compared
  }

  entries(key: string): Record<string, string> {
    return Object.fromEntries(this.#bucket(this.#index(key)))
  }

  proof(key: string): number[] {
    return wayUp(this.#index(key) + this.#buckets.length).map((node) => this.#node(node ^ 1))
  }

  verify(key: string, entries: Record<string, string>, proof: readonly number[], root: number): boolean {
    const bucket: Bucket = new Map(Object.entries(entries))
    const index = this.#index(key)
    const way = wayUp(index + this.#buckets.length)
    if (proof.length !== way.length || [...bucket.keys()].some((one) => this.#index(one) !== index)) return false
    let hash = this.#leaf(bucket)
    for (const [level, neighbour] of proof.entries()) {
      const isLeft = (way[level] ?? 0) % 2 === 0
      hash = isLeft ? this.#parent(hash, neighbour) : this.#parent(neighbour, hash)
    }
    return hash === root
  }

  #index(key: string): number {
    return this.#hash(key) % this.#buckets.length
  }

  #bucket(index: number): Bucket {
    return this.#buckets[index] ?? new Map()
  }

  #node(node: number): number {
    return this.#nodes[node] ?? 0
  }

  #leaf(bucket: Bucket): number {
    const listed = [...bucket.keys()].sort().map((key) => `${this.#hash(key)}:${this.#hash(bucket.get(key) ?? '')}`)
    return this.#hash(`leaf:${listed.join(',')}`)
  }

  #parent(left: number, right: number): number {
    return this.#hash(`node:${left},${right}`)
  }

  #combine(node: number): void {
    this.#nodes[node] = this.#parent(this.#node(2 * node), this.#node(2 * node + 1))
  }

  #refresh(index: number): void {
    const [leaf, ...above] = [...wayUp(index + this.#buckets.length), 1]
    this.#nodes[leaf ?? 1] = this.#leaf(this.#bucket(index))
    for (const node of above) this.#combine(node)
  }

  /** The buckets below the node whose hashes differ. */
  #differing(other: MerkleTree, node: number): number[] {
    this.#compared += 1
    if (this.#node(node) === other.#node(node)) return []
    if (node >= this.#buckets.length) return [node - this.#buckets.length]
    return [...this.#differing(other, 2 * node), ...this.#differing(other, 2 * node + 1)]
  }
}

/** The node and those above it, without the root. */
function wayUp(node: number): number[] {
  return node <= 1 ? [] : [node, ...wayUp(Math.floor(node / 2))]
}
