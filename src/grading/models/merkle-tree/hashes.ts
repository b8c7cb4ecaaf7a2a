import { givenHash } from '../given-hash.ts'
import type { Wrong } from './misconceptions.ts'

export type Has = (id: Wrong) => boolean
export type Bucket = ReadonlyMap<string, string>

export function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function ignoringCase(a: string, b: string): number {
  return byCode(a.toLowerCase(), b.toLowerCase()) || byCode(b, a)
}

/** Which bucket of so many a key lies in. */
export function bucketOf(key: string, buckets: number, has: Has): number {
  const hash = givenHash(key)
  return has('buckets-by-high-bits') ? Math.floor(hash / (2 ** 32 / buckets)) : hash % buckets
}

/** An entry as it is written in its bucket. */
export function written(key: string, value: string, has: Has): string {
  if (has('values-alone')) return String(givenHash(value))
  if (has('keys-alone')) return String(givenHash(key))
  if (has('texts-are-not-hashed')) return `${key}:${value}`
  if (has('key-and-value-run-together')) return String(givenHash(key + value))
  return `${givenHash(key)}:${givenHash(value)}`
}

export function leafOf(bucket: Bucket, has: Has): number {
  if (bucket.size === 0 && has('empty-bucket-is-zero')) return 0
  const entries = [...bucket]
  if (has('entries-ignoring-case')) entries.sort(([a], [b]) => ignoringCase(a, b))
  else if (!has('entries-in-order-of-coming')) entries.sort(([a], [b]) => byCode(a, b))
  const listed = entries.map(([key, value]) => written(key, value, has))
  if (has('entries-in-order-of-hashes')) listed.sort(byCode)
  const text = listed.join(has('entries-without-commas') ? '' : ',')
  return givenHash(has('nothing-tells-leaves-apart') ? text : `leaf:${text}`)
}

export function parentOf(left: number, right: number, has: Has): number {
  const swaps = has('right-before-left') || (has('children-are-sorted') && right < left)
  const [first, second] = swaps ? [right, left] : [left, right]
  const comma = has('children-without-comma') ? '' : ','
  const text = has('children-are-added') ? String(first + second) : `${first}${comma}${second}`
  return givenHash(has('nothing-tells-leaves-apart') ? text : `node:${text}`)
}

/** All levels over these leaves, the leaves first and the root last. */
export function levelsOver(leaves: readonly number[], has: Has): (readonly number[])[] {
  const levels = [leaves]
  for (let below = leaves; below.length > 1; ) {
    const pairs = Array.from({ length: below.length / 2 }, (_, index) => index)
    below = pairs.map((index) => parentOf(below[2 * index] ?? 0, below[2 * index + 1] ?? 0, has))
    levels.push(below)
  }
  return levels
}
