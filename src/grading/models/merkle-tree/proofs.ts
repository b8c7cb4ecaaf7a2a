import type { Content } from './content.ts'
import { type Bucket, bucketOf, type Has, leafOf, parentOf } from './hashes.ts'

export function proofOf(content: Content, key: string, has: Has): number[] {
  const index = content.index(key)
  const on = (level: number, at: number): number => content.levels[level]?.[at] ?? 0
  const way = content.levels.slice(0, -1).map((_, level) => Math.floor(index / 2 ** level))
  const isPath = has('proof-is-the-path')
  const proof = way.map((at, level) => on(level, isPath ? at : at % 2 === 0 ? at + 1 : at - 1))
  if (has('proof-from-the-top')) proof.reverse()
  if (has('proof-with-the-leaf')) proof.unshift(on(0, index))
  if (has('proof-with-the-root')) proof.push(on(content.levels.length - 1, 0))
  return proof
}

interface Claim {
  readonly key: string
  readonly entries: Bucket
  readonly proof: readonly number[]
  readonly root: number
}

/** Whether the claim holds, for a tree of as many buckets as this one. */
export function isProven({ key, entries, proof, root }: Claim, content: Content, has: Has): boolean {
  const count = content.buckets.length
  const index = bucketOf(key, count, has)
  const depth = content.levels.length - 1
  if (proof.length !== depth && !has('verify-any-length')) return false
  if (entries.size === 0 && has('verify-needs-entries')) return false
  const isForeign = [...entries.keys()].some((one) => bucketOf(one, count, has) !== index)
  if (isForeign && !has('verify-any-keys')) return false
  let hash = leafOf(has('verify-its-own-entries') ? content.bucket(key) : entries, has)
  for (const [level, neighbour] of proof.entries()) {
    const isLeft = has('verify-takes-the-left') || Math.floor(index / 2 ** level) % 2 === 0
    hash = isLeft ? parentOf(hash, neighbour, has) : parentOf(neighbour, hash, has)
  }
  return hash === (has('verify-its-own-root') ? content.levels.at(-1)?.[0] : root)
}
