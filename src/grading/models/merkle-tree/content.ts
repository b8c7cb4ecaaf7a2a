import { givenHash } from '../given-hash.ts'
import { bucketOf, type Has, leafOf, levelsOver, written } from './hashes.ts'

/** What a tree holds, and the hashes of its buckets, which a program may fail to compute anew. */
export class Content {
  readonly buckets: Map<string, string>[]
  readonly #leaves: number[]
  readonly #has: Has
  #levels: (readonly number[])[] | undefined

  constructor(count: number, has: Has) {
    this.#has = has
    this.buckets = Array.from({ length: count }, () => new Map())
    this.#leaves = this.buckets.map((bucket) => leafOf(bucket, has))
  }

  /** The hashes of each level, those of the buckets first and the root last. */
  get levels(): (readonly number[])[] {
    this.#levels ??= levelsOver(this.#leaves, this.#has)
    return this.#levels
  }

  get size(): number {
    return this.buckets.reduce((sum, bucket) => sum + bucket.size, 0)
  }

  index(key: string): number {
    return bucketOf(key, this.buckets.length, this.#has)
  }

  bucket(key: string): Map<string, string> {
    return this.buckets[this.index(key)] ?? new Map()
  }

  put(key: string, value: string): void {
    if (value === '' && this.#has('empty-value-ignored')) return
    const bucket = this.bucket(key)
    const isNew = !bucket.has(key)
    if (!isNew && this.#has('keeps-the-first-value')) return
    bucket.set(key, value)
    if (isNew || !this.#has('replacing-is-not-hashed')) this.#refresh(key, written(key, value, this.#has))
  }

  remove(key: string): boolean {
    const bucket = this.bucket(key)
    const wasThere = bucket.has(key)
    if (!wasThere) return false
    if (this.#has('removed-as-empty-text')) bucket.set(key, '')
    else bucket.delete(key)
    if (!this.#has('removing-is-not-hashed')) this.#refresh(key, String(givenHash(key)))
    return true
  }

  #refresh(key: string, change: string): void {
    const index = this.index(key)
    const bucket = this.buckets[index] ?? new Map()
    const before = this.#leaves[index] ?? 0
    this.#leaves[index] = this.#has('content-counts-changes')
      ? givenHash(`leaf:${before},${change}`)
      : leafOf(bucket, this.#has)
    this.#levels = undefined
  }
}
