/** Position of the first byte that is not UTF-8 (RFC 3629), -1 when all are. A sequence cut off at the end counts as right. */
export function invalidUtf8At(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const first = bytes[at] as number
    const length = sequenceLength(first)
    if (length === 0) return at
    for (let k = 1; k < length && at + k < bytes.length; k += 1) {
      if (!continues(first, k, bytes[at + k] as number)) return at
    }
    at += length
  }
  return -1
}

function sequenceLength(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xc2) return 0
  if (first < 0xe0) return 2
  if (first < 0xf0) return 3
  return first < 0xf5 ? 4 : 0
}

/** The second byte of some sequences has fewer values: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
function continues(first: number, k: number, byte: number): boolean {
  const low = k > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = k > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  return byte >= low && byte <= high
}
