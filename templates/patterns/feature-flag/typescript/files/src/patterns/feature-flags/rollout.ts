import { createHash } from 'node:crypto'

/**
 * Where a key stands for a flag, from 0 to below 100. The same key always stands in the same place, so
 * nobody loses a feature when the roll-out grows; each flag has an order of its own, so it is not
 * always the same ones who go first.
 */
export function placeOf(flag: string, key: string): number {
  const hash = createHash('sha256').update(`${flag}:${key}`).digest()
  return (hash.readUInt32BE(0) / 2 ** 32) * 100
}
