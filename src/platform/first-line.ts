import { closeSync, openSync, readSync } from 'node:fs'

const MOST_BYTES = 256

/** The first line of a file, at most 256 bytes of it; undefined when it cannot be read, or is no text. */
export function firstLine(file: string): string | undefined {
  try {
    const descriptor = openSync(file, 'r')
    try {
      const bytes = Buffer.alloc(MOST_BYTES)
      const text = bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, MOST_BYTES, 0))
      return text.includes('\0') ? undefined : text.split('\n', 1)[0]
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return undefined
  }
}
