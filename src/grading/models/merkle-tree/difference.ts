import { givenHash } from '../given-hash.ts'
import type { Content } from './content.ts'
import { byCode, type Has } from './hashes.ts'

/** The keys that differ, as the contract has it, and how many pairs of hashes were compared on the way. */
export function difference(mine: Content, theirs: Content, has: Has): { keys: string[]; compared: number } {
  const { buckets, compared } = differing(mine, theirs, has)
  const looked = has('looks-at-every-key') ? mine.buckets.map((_, index) => index) : buckets
  const keys = looked.flatMap((index) => keysOf(mine.buckets[index], theirs.buckets[index], has))
  return { keys: has('diff-by-buckets') ? keys : keys.sort(byCode), compared }
}

/** The keys that differ, whatever bucket they are in. */
export function keysOfAll(mine: Content, theirs: Content): string[] {
  const all = (content: Content): Map<string, string> => new Map(content.buckets.flatMap((one) => [...one]))
  return keysOf(all(mine), all(theirs), () => false).sort(byCode)
}

function keysOf(
  mine: ReadonlyMap<string, string> = new Map(),
  theirs: ReadonlyMap<string, string> = new Map(),
  has: Has,
): string[] {
  const both = [...new Set([...mine.keys(), ...theirs.keys()])].sort(byCode)
  const known = has('diff-of-its-own-keys') ? [...mine.keys()].sort(byCode) : both
  if (has('diff-of-whole-buckets')) return known
  if (has('diff-of-missing-keys')) return known.filter((key) => mine.has(key) !== theirs.has(key))
  const seen = (bucket: ReadonlyMap<string, string>, key: string): string | number | undefined => {
    const value = bucket.get(key)
    if (has('diff-empty-as-missing')) return value || undefined
    return value !== undefined && has('diff-by-hashes') ? givenHash(value) : value
  }
  return known.filter((key) => seen(mine, key) !== seen(theirs, key))
}

function differing(mine: Content, theirs: Content, has: Has): { buckets: number[]; compared: number } {
  const differs = (level: number, at: number): boolean =>
    mine.levels[level]?.[at] !== theirs.levels[level]?.[at]
  const count = mine.buckets.length
  const found = mine.buckets.flatMap((_, index) => (differs(0, index) ? [index] : []))
  if (has('compares-all-buckets')) return { buckets: found, compared: count }
  if (has('goes-below-what-is-equal')) return { buckets: found, compared: 2 * count - 1 }
  let compared = 0
  const below = (level: number, at: number): number[] => {
    if (differs(level, at) || !has('counts-what-differs')) compared += 1
    if (!differs(level, at)) return []
    if (level === 0) return [at]
    if (has('follows-one-side')) return below(level - 1, differs(level - 1, 2 * at) ? 2 * at : 2 * at + 1)
    return [...below(level - 1, 2 * at), ...below(level - 1, 2 * at + 1)]
  }
  const top = mine.levels.length - 1
  if (has('equal-roots-uncounted') && !differs(top, 0)) return { buckets: [], compared: 0 }
  return { buckets: below(top, 0), compared }
}
