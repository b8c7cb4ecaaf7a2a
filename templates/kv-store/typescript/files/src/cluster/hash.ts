import { createHash } from 'node:crypto'

/**
 * A number from 0 to 2^32 - 1, the same on every node and in every release: what is on disk was placed by it. Not for
 * secrets; SHA-256 is here because it spreads well and never changes.
 */
export function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}
